"""Joint consistency of a document and localisation of what is wrong."""

from gouji.solving.budget import Budget
from gouji.solving.settle import Settlement, settle

__all__ = ["Budget", "Settlement", "settle"]
