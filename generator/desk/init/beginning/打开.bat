@echo off
chcp 65001 >nul
cd /d "%~dp0"
if exist ".venv\Scripts\qingdan.exe" (
  ".venv\Scripts\qingdan.exe" serve
) else (
  qingdan serve
)
pause
