package dev.daybook.app.dashboard;

/** Plans to import. */
final class Plans {
  private Plans() {}

  /**
   * Six tasks, one of them with two subtasks: 1 and 2 done, 3 in progress, 4 waits for 3, 5 depends
   * on 1, 6 is free.
   */
  static final String HOME =
      """
      {
        "master": {
          "tasks": [
            {"id": 1, "title": "Lay the foundation", "description": "Dig first.", "status": "done", "priority": "high", "dependencies": []},
            {"id": 2, "title": "Order the windows", "status": "done", "priority": "low", "dependencies": []},
            {"id": 3, "title": "Raise the walls", "description": "Brick by brick.", "details": "Mind the doors.", "testStrategy": "They stand straight.",
             "status": "in-progress", "priority": "high", "dependencies": [1],
             "subtasks": [
               {"id": 1, "title": "North wall", "status": "done", "dependencies": []},
               {"id": 2, "title": "South wall", "status": "pending", "dependencies": [1]}
             ]},
            {"id": 4, "title": "Put the roof on", "status": "pending", "priority": "high", "dependencies": [3]},
            {"id": 5, "title": "Lay the pipes", "status": "pending", "priority": "medium", "dependencies": [1]},
            {"id": 6, "title": "Plant the garden", "status": "pending", "priority": "low", "dependencies": []}
          ],
          "metadata": {"created": "2026-01-01T00:00:00Z", "description": "A house"}
        }
      }
      """;
}
