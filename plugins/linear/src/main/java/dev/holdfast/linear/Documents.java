package dev.holdfast.linear;

/** What is asked of Linear's API: whole documents, with the fragments that they use. */
final class Documents {

    private static final String PAGE = " pageInfo { hasNextPage endCursor } ";
    private static final String LABEL_FIELDS = "id name description";
    private static final String CHILD_FIELDS = "id createdAt";
    private static final String BLOCKER_FIELDS = "id type issue { id }";

    private static final String TEAM = """
            fragment Team on Team {
              id key name organization { urlKey }
              states(first: 100) { nodes { id name type position } }
            }
            """;
    private static final String ISSUE = """
            fragment Issue on Issue {
              id title description priority createdAt updatedAt trashed
              team { id } project { id } state { name type } parent { id } assignee { displayName }
              labels(first: $nested) { nodes { %s } %s }
              children(first: $nested) { nodes { %s } %s }
              inverseRelations(first: $nested) { nodes { %s } %s }
            }
            """.formatted(LABEL_FIELDS, PAGE, CHILD_FIELDS, PAGE, BLOCKER_FIELDS, PAGE);
    private static final String COMMENT = """
            fragment Comment on Comment {
              id body createdAt user { displayName } externalUser { displayName } botActor { name }
            }
            """;
    private static final String FILE = """
            fragment File on Attachment { id title url metadata createdAt }
            """;

    static final String CONNECT = """
            query Connect($teams: TeamFilter, $projects: ProjectFilter, $withProject: Boolean!) {
              viewer { displayName }
              teams(filter: $teams, first: 2) { nodes { ...Team } }
              projects(filter: $projects, first: 2) @include(if: $withProject) { nodes { id name url } }
            }
            """ + TEAM;
    static final String BOARD = """
            query Board($team: String!) { team(id: $team) { ...Team } }
            """ + TEAM;
    static final String CHECK = """
            query Check($team: String!) { viewer { displayName } team(id: $team) { ...Team } }
            """ + TEAM;
    static final String BOARDS = """
            query Boards($after: String) {
              teams(first: 25, after: $after) { nodes { ...Team } %s }
            }
            """.formatted(PAGE) + TEAM;
    static final String CREATE_STATE = """
            mutation CreateState($input: WorkflowStateCreateInput!) { workflowStateCreate(input: $input) { success } }
            """;

    static final String READ_ISSUE = """
            query ReadIssue($id: String!, $nested: Int!) { issue(id: $id) { ...Issue } }
            """ + ISSUE;
    static final String LIST_ISSUES = """
            query ListIssues($filter: IssueFilter, $first: Int!, $after: String, $nested: Int!) {
              issues(filter: $filter, first: $first, after: $after, orderBy: createdAt) { nodes { ...Issue } %s }
            }
            """.formatted(PAGE) + ISSUE;
    static final String COUNT_ISSUES = """
            query CountIssues($filter: IssueFilter, $after: String) {
              issues(filter: $filter, first: 250, after: $after, orderBy: createdAt) {
                nodes { id state { name type } } %s
              }
            }
            """.formatted(PAGE);
    static final String LIST_BLOCKED = """
            query ListBlocked($id: String!, $first: Int!, $after: String) {
              issue(id: $id) {
                trashed team { id } project { id }
                relations(first: $first, after: $after) { nodes { type relatedIssue { id } } %s }
              }
            }
            """.formatted(PAGE);
    static final String LIST_COMMENTS = """
            query ListComments($id: String!, $first: Int!, $after: String) {
              issue(id: $id) {
                trashed team { id } project { id }
                comments(first: $first, after: $after) { nodes { ...Comment } %s }
              }
            }
            """.formatted(PAGE) + COMMENT;
    static final String LIST_FILES = """
            query ListFiles($id: String!, $first: Int!, $after: String) {
              issue(id: $id) {
                trashed team { id } project { id }
                attachments(first: $first, after: $after) { nodes { ...File } %s }
              }
            }
            """.formatted(PAGE) + FILE;

    /** What a command must know before it changes anything, in one call. */
    static final String BEFORE = """
            query Before(
              $team: String!, $made: ID!, $creating: Boolean!, $commenting: Boolean!
              $issue: String!, $onIssue: Boolean!, $others: [ID!], $withOthers: Boolean!
              $labels: IssueLabelFilter, $withLabels: Boolean!, $nested: Int!
            ) {
              team(id: $team) { ...Team }
              issue(id: $issue) @include(if: $onIssue) { ...Issue }
              made: issues(filter: { id: { eq: $made } }, first: 1, includeArchived: true) @include(if: $creating) {
                nodes { ...Issue }
              }
              said: comments(filter: { id: { eq: $made } }, first: 1, includeArchived: true) @include(if: $commenting) {
                nodes { ...Comment }
              }
              others: issues(filter: { id: { in: $others } }, first: 101, includeArchived: true)
                @include(if: $withOthers) { nodes { id trashed team { id } project { id } } }
              issueLabels(filter: $labels, first: 250) @include(if: $withLabels) {
                nodes { isGroup team { id } %s }
              }
            }
            """.formatted(LABEL_FIELDS) + TEAM + ISSUE + COMMENT;

    static final String FIND_LABELS = """
            query FindLabels($filter: IssueLabelFilter) {
              issueLabels(filter: $filter, first: 250) { nodes { isGroup team { id } %s } }
            }
            """.formatted(LABEL_FIELDS);
    static final String CREATE_LABEL = """
            mutation CreateLabel($input: IssueLabelCreateInput!) {
              issueLabelCreate(input: $input) { success issueLabel { id } }
            }
            """;

    static final String CREATE_ISSUE = """
            mutation CreateIssue($input: IssueCreateInput!, $nested: Int!) {
              issueCreate(input: $input) { success issue { ...Issue } }
            }
            """ + ISSUE;
    static final String UPDATE_ISSUE = """
            mutation UpdateIssue($id: String!, $input: IssueUpdateInput!, $nested: Int!) {
              issueUpdate(id: $id, input: $input) { success issue { ...Issue } }
            }
            """ + ISSUE;
    static final String COMMENT_ON = """
            mutation CommentOn($input: CommentCreateInput!) {
              commentCreate(input: $input) { success comment { ...Comment } }
            }
            """ + COMMENT;
    /** Fields of a mutation are carried out one after the other: who finds the comment finds the task moved. */
    static final String MOVE_AND_COMMENT = """
            mutation MoveAndComment(
              $id: String!, $move: Boolean!, $input: IssueUpdateInput!, $comment: CommentCreateInput!, $nested: Int!
            ) {
              issueUpdate(id: $id, input: $input) @include(if: $move) { success }
              commentCreate(input: $comment) { success comment { issue { ...Issue } } }
            }
            """ + ISSUE;

    static final String PREPARE_UPLOAD = """
            mutation PrepareUpload($type: String!, $name: String!, $size: Int!) {
              fileUpload(contentType: $type, filename: $name, size: $size) {
                success uploadFile { uploadUrl assetUrl headers { key value } }
              }
            }
            """;
    static final String ATTACH = """
            mutation Attach($input: AttachmentCreateInput!) {
              attachmentCreate(input: $input) { success attachment { ...File } }
            }
            """ + FILE;
    static final String DETACH = """
            mutation Detach($id: String!) { attachmentDelete(id: $id) { success } }
            """;

    private Documents() {}

    /** The rest of what an issue names: {@code labels}, {@code children} or {@code inverseRelations}. */
    static String rest(String connection) {
        String fields = switch (connection) {
            case "labels" -> LABEL_FIELDS;
            case "children" -> CHILD_FIELDS;
            default -> BLOCKER_FIELDS;
        };
        return """
                query Rest($id: String!, $after: String) {
                  issue(id: $id) { %s(first: 250, after: $after) { nodes { %s } %s } }
                }
                """.formatted(connection, fields, PAGE);
    }

    /** So many relations made and unmade, one after the other, with numbered variables. */
    static String relate(int made, int gone) {
        StringBuilder variables = new StringBuilder();
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < made; i++) {
            variables.append("$made%d: IssueRelationCreateInput! ".formatted(i));
            fields.append("  made%d: issueRelationCreate(input: $made%d) { success }\n".formatted(i, i));
        }
        for (int i = 0; i < gone; i++) {
            variables.append("$gone%d: String! ".formatted(i));
            fields.append("  gone%d: issueRelationDelete(id: $gone%d) { success }\n".formatted(i, i));
        }
        return "mutation Relate(" + variables.toString().strip() + ") {\n" + fields + "}\n";
    }
}
