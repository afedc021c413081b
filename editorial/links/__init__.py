"""Links to other sites: found in every page, asked at night, told with their place."""
