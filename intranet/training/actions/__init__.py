"""What people do with courses, meetings and places. Each is atomic and asks who may."""
