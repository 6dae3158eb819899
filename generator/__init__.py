"""Turn newspaper articles about city districts into a static site of checked, citable facts.

The flow runs one way: seeds → layout → extract → catalogue → pages → MkDocs (see ``portal``).
"""
