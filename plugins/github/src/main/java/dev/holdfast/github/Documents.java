package dev.holdfast.github;

/** What is asked of the GraphQL API. */
final class Documents {

    private static final String BOARD = """
            fragment Board on ProjectV2 {
              id title url closed viewerCanUpdate
              fields(first: 100) {
                nodes {
                  ... on ProjectV2FieldCommon { id name dataType }
                  ... on ProjectV2SingleSelectField { options { id name color description } }
                }
              }
            }
            """;

    private static final String STATUS =
            "status: fieldValueByName(name: $status) { ... on ProjectV2ItemFieldSingleSelectValue { name optionId } }";

    private static final String CARD = """
            fragment Card on Issue {
              id fullDatabaseId number title body state createdAt updatedAt
              repository { nameWithOwner }
              comments { totalCount }
              labels(first: 100) { nodes { name } }
              ...Blockers
              parent { number repository { nameWithOwner } }
              subIssues(first: 100) { nodes { number repository { nameWithOwner } } }
              projectItems(first: 20, includeArchived: false) {
                nodes {
                  id updatedAt project { id }
                  %s
                  priority: fieldValueByName(name: $priority) {
                    ... on ProjectV2ItemFieldSingleSelectValue { name optionId }
                  }
                  worker: fieldValueByName(name: $worker) { ... on ProjectV2ItemFieldTextValue { text } }
                  estimated: fieldValueByName(name: $estimated) { ... on ProjectV2ItemFieldNumberValue { number } }
                  actual: fieldValueByName(name: $actual) { ... on ProjectV2ItemFieldNumberValue { number } }
                  due: fieldValueByName(name: $due) { ... on ProjectV2ItemFieldDateValue { date } }
                  dueTime: fieldValueByName(name: $dueTime) { ... on ProjectV2ItemFieldTextValue { text } }
                }
              }
            }
            """.formatted(STATUS);

    private static final String BLOCKERS = """
            fragment Blockers on Issue {
              blockedBy(first: 50) { nodes { fullDatabaseId number repository { nameWithOwner } } }
            }
            """;

    private static final String NO_BLOCKERS = """
            fragment Blockers on Issue { id }
            """;

    private static final String FIELDS = """
            $status: String!, $priority: String!, $worker: String!, $estimated: String!, $actual: String!,
            $due: String!, $dueTime: String!\
            """;

    /** The project, who asks, and what they may do. */
    static final String PROJECT = """
            query Project($login: String!, $number: Int!, $owner: String!, $repo: String!) {
              viewer { login }
              repository(owner: $owner, name: $repo) { nameWithOwner viewerPermission hasIssuesEnabled }
              repositoryOwner(login: $login) {
                __typename
                ... on ProjectV2Owner { projectV2(number: $number) { ...Board } }
              }
            }
            """ + BOARD;

    /** Projects of the same owner. */
    static final String PROJECTS = """
            query Projects($login: String!, $after: String) {
              repositoryOwner(login: $login) {
                ... on ProjectV2Owner {
                  projectsV2(first: 20, after: $after) { nodes { ...Board } pageInfo { hasNextPage endCursor } }
                }
              }
            }
            """ + BOARD;

    private static final String ISSUE = """
            query Issue($owner: String!, $repo: String!, $number: Int!, %s) {
              repository(owner: $owner, name: $repo) { issue(number: $number) { ...Card } }
            }
            """.formatted(FIELDS) + CARD;

    private static final String ISSUES = """
            query Issues(
              $owner: String!, $repo: String!, $first: Int!, $after: String, $labels: [String!], $states: [IssueState!],
              %s
            ) {
              repository(owner: $owner, name: $repo) {
                issues(
                  first: $first, after: $after, labels: $labels, states: $states,
                  orderBy: {field: CREATED_AT, direction: ASC}
                ) {
                  edges { cursor node { ...Card } }
                  pageInfo { hasNextPage }
                }
              }
            }
            """.formatted(FIELDS) + CARD;

    /** What waits for an issue. */
    static final String BLOCKING = """
            query Blocking($owner: String!, $repo: String!, $number: Int!, $first: Int!, $after: String, %s) {
              repository(owner: $owner, name: $repo) {
                issue(number: $number) {
                  blocking(
                    first: $first, after: $after, orderBy: {field: DEPENDENCY_ADDED_AT, direction: ASC}
                  ) {
                    edges { cursor node { ...Card } }
                    pageInfo { hasNextPage }
                  }
                }
              }
            }
            """.formatted(FIELDS) + CARD + BLOCKERS;

    /** Where the items of a project are, and nothing else of them. */
    static final String STANDING = """
            query Standing($project: ID!, $after: String, $status: String!) {
              node(id: $project) {
                ... on ProjectV2 {
                  items(first: 100, after: $after) {
                    nodes {
                      id
                      content { ... on Issue { number state repository { nameWithOwner } } }
                      %s
                    }
                    pageInfo { hasNextPage endCursor }
                  }
                }
              }
            }
            """.formatted(STATUS);

    /** Puts an issue on a project; harmless when it is there. */
    static final String ADD_ITEM = """
            mutation AddItem($project: ID!, $issue: ID!) {
              addProjectV2ItemById(input: {projectId: $project, contentId: $issue}) { item { id } }
            }
            """;

    /** The files below a folder of a branch, one folder each. */
    static final String FILES = """
            query Files($owner: String!, $repo: String!, $folder: String!) {
              repository(owner: $owner, name: $repo) {
                object(expression: $folder) {
                  ... on Tree {
                    entries {
                      name
                      object { ... on Tree { entries { name object { ... on Blob { oid byteSize } } } } }
                    }
                  }
                }
              }
            }
            """;

    /** Whether a branch is there, and whether one can be. */
    static final String BRANCH = """
            query Branch($owner: String!, $repo: String!, $ref: String!) {
              repository(owner: $owner, name: $repo) { isEmpty ref(qualifiedName: $ref) { id } }
            }
            """;

    private Documents() {}

    /** One issue. */
    static String issue(Settings settings) {
        return ISSUE + blockers(settings);
    }

    /** Issues, the oldest first: unlike the order of a project's items, nobody can change that one. */
    static String issues(Settings settings) {
        return ISSUES + blockers(settings);
    }

    private static String blockers(Settings settings) {
        return settings.dependencies() ? BLOCKERS : NO_BLOCKERS;
    }
}
