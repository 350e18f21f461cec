"""The page of everybody who is signed in and worries about somebody."""
