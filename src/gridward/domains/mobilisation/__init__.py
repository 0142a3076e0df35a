"""Who can be called upon: party members, cadres, volunteers and their groups, and who is at their post."""
