"""What is the same for all towns and came with the program: newer texts are compared, the town's word is taken."""
