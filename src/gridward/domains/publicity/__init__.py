"""How people are told and heard: printed matter, activities, posts, gatherings, online groups, rumours."""
