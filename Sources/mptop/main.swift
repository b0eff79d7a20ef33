print("mptop")
