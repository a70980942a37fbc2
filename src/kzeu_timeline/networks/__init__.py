"""Simple temporal networks: how many days lie between points, who says so, what follows, and who can't all be right.

A constraint bounds the days from one point to another. What follows from all of them together are shortest paths in
the graph with an arc for each bound, and they contradict each other where that graph has a cycle of negative length.
Nothing here knows an entry: the network of any other chronology will do.

Source: R. Dechter, I. Meiri, J. Pearl, Temporal constraint networks, Artificial Intelligence 49 (1991), 61-95.
"""

from kzeu_timeline.networks.constraint import NOBODY, ORIGIN, Constraint
from kzeu_timeline.networks.contradictions import Contradiction
from kzeu_timeline.networks.network import Network, Step

__all__ = ["NOBODY", "ORIGIN", "Constraint", "Contradiction", "Network", "Step"]
