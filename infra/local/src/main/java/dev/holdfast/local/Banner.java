package dev.holdfast.local;

/** What is printed once the process serves: where, a token, and a call to try. */
record Banner(String address, String token) {
    String oneLine() {
        return "Holdfast is ready at " + address;
    }

    String whole() {
        return """
                %s (Ctrl-C stops it)

                A token of tenant local with every scope, for 12 hours (./holdfast token makes others):
                %s

                Register a project:
                curl -sS %s/api/v1/projects/register/ -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s'
                """.formatted(oneLine(), token, address, token, registration()).stripTrailing();
    }

    private static String registration() {
        return """
                {"project_name": "tour", \
                "local_project_uuid": "3f6c1f0e-58e5-4f0a-9d43-6a2a7c1b9e10", \
                "machine_uuid": "b2d1c7a4-0a55-4b8e-8f5e-2f6f0c4d7a31"}""";
    }
}
