"""The functions: questions to AWS that a program asks itself, without the engine."""
