using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: states that are the key of a row, and SQL statements that look them up.</summary>
public sealed class ValidateOAuthStateRowsTests
{
    public static TheoryData<string> Rows => Names(StateCheckWords.Rows);

    public static TheoryData<string> Keys => Names(StateCheckWords.Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task KeyOfARowOfStates_IsACheck(string rows) => Task.WhenAll(
        VerifyCS.VerifyAsync(Found($"Data.{rows}s.FirstOrDefault(row => row.Key == state && row.Phase == 1)", rows, isReported: false)),
        VerifyCS.VerifyAsync(Controller($"var row = await db.{rows}s.FindAsync(state);\n" + Exchange, isReported: false)));

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task KeysOfRows(string key)
    {
        await VerifyCS.VerifyAsync(Found($"Data.Logins.Where(row => row.{key} == state).FirstOrDefault()", "Login", isReported: false));
        await VerifyCS.VerifyAsync(Found($"(from row in Data.Logins where row.{key} == state select row).Single()", "Login", isReported: false));
        await VerifyCS.VerifyAsync(Found($"Data.Users.FirstOrDefault(row => row.{key} == state)", "User", isReported: true));
        await VerifyCS.VerifyAsync(Found($"Data.UserLogins.FirstOrDefault(row => row.{key} == state)", "UserLogin", isReported: true));
        await VerifyCS.VerifyAsync(Found($"Data.Logins.FirstOrDefault(row => row.User{key} == state)", "Login", isReported: true));
    }

    public static TheoryData<string> Updates => Names(StateCheckWords.Updates);

    /// <summary>A filter of an update only says where the tokens are stored.</summary>
    [Theory]
    [MemberData(nameof(Updates))]
    public async Task FilterOfAnUpdate_ChecksNothing(string update)
    {
        const string Eq = "var filter = Builders.Filter.Eq(\"Key\", state);";

        await VerifyCS.VerifyAsync(Filtered($"{Eq} await rooms.{update}Async(filter, tokens);", isReported: true));
        await VerifyCS.VerifyAsync(Filtered($"await rooms.{update}Async(Builders.Filter.Eq(\"Key\", state), tokens);", isReported: true));
        await VerifyCS.VerifyAsync(Filtered($"{Eq} var done = await rooms.{update}Async(filter, tokens);", isReported: false));
        await VerifyCS.VerifyAsync(Filtered($"{Eq} if (await rooms.AnyAsync(filter)) {{ await rooms.{update}Async(filter, tokens); }}", isReported: false));
        await VerifyCS.VerifyAsync(Filtered($"{Eq} await pending.{update}Async(filter, tokens);", isReported: false));
        await VerifyCS.VerifyAsync(Filtered(
            $"var filter = Builders.Filter.Eq(\"State\", state); await rooms.{update}Async(filter, tokens);", isReported: false));
    }

    private static string Filtered(string use, bool isReported) => Controller(
        $"{Exchange} {use}",
        members: """
            private readonly dynamic rooms = null!, pending = null!;
            private static class Builders { public static dynamic Filter => null!; }
            """,
        isReported: isReported);

    private static string Found(string lookup, string rows, bool isReported) => Controller(
        $"var found = {lookup}; if (found is null) {{ return BadRequest(); }}\n" + Exchange, isReported: isReported) + $$"""
        public class Row { public string? Key, Id, UserKey, UserId; public int Phase; }
        public static class Data { public static List<Row> {{rows}}s = new(); }
        """;

    /// <summary>Whatever the name of the table, a row that a callback removes was created for one flow.</summary>
    [Theory]
    [InlineData("var row = await db.Tickets.FindAsync(state); db.Tickets.Remove(row);", false)]
    [InlineData("var row = await db.Tickets.FindAsync(new object[] { state }); db.Tickets.Remove(row);", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state); if (!row.Consume()) { return BadRequest(); }", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state); if (row?.Consume() != true) { return BadRequest(); }", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state); row.UsedAt = DateTime.UtcNow;", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state); row.IsUsed = true;", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state); row.Name = \"a\";", true)]
    [InlineData("var row = await db.Tickets.FindAsync(state); row.LastUsedAt = DateTime.UtcNow;", true)]
    [InlineData("var row = await db.Channels.FindAsync(state); db.Channels.Remove(row);", true)]
    [InlineData("var row = await db.Tickets.FindAsync(state); db.Channels.Remove(row);", true)]
    [InlineData("var row = await db.Calendars.FindAsync(state); db.Calendars.Remove(row);", true)]
    [InlineData("var row = await db.PendingInstallations.FindAsync(state); db.PendingInstallations.Remove(row);", false)]
    [InlineData("var row = await db.Tickets.FindAsync(state);", true)]
    [InlineData("var row = await db.Accounts.FindAsync(state); db.Accounts.Remove(row);", true)]
    [InlineData("var row = await db.Connections.FindAsync(state); db.Connections.Remove(row);", true)]
    [InlineData("var row = await db.Tickets.FindAsync(state); db.Tokens.Remove(row);", true)]
    [InlineData("var row = new[] { new { Id = \"1\" } }.ToList().FirstOrDefault(found => found.Id == state);", true)]
    public Task RowThatIsTakenAway_IsACheck(string check, bool isReported) => VerifyCS.VerifyAsync(Controller(check + "\n" + Exchange, isReported: isReported));

    /// <summary>A service of the project removes the row, or only finds it.</summary>
    [Theory]
    [InlineData("db.Logins.Remove(row); return true;", false)]
    [InlineData("return row != null;", true)]
    public Task ServiceThatTakesARowAway_Checks(string statements, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "if (!await new Desk(db).CloseAsync(state)) { return BadRequest(); }\n" + Exchange, isReported: isReported) + $$"""
        public sealed class Desk(dynamic db)
        {
            public async Task<bool> CloseAsync(string state)
            {
                var row = await db.Seats.FindAsync(state);
                {{statements.Replace("Logins", "Seats", StringComparison.Ordinal)}}
            }
        }
        """);

    [Theory]
    [InlineData("db.QueryAsync(\"DELETE FROM logins OUTPUT deleted.tenant WHERE state = @state\", new { state })", false)]
    [InlineData("db.QueryAsync(\"select tenant from logins l where l.state=@state\", new { state })", false)]
    [InlineData("db.ExecuteAsync(\"update logins set used = 1 where nonce = @given\", new { given = state })", false)]
    [InlineData("db.QueryAsync($\"select tenant from logins where [state] = {state} and open = 1\", state)", false)]
    [InlineData("db.QueryAsync(\"select tenant from logins where state = '\" + state + \"'\", state)", false)]
    [InlineData("db.QueryAsync(\"select tenant from logins where nonce = decode(?)\", new { state })", false)]
    [InlineData("db.QueryAsync(\"select * from tenants where id = @state\", new { state })", true)]
    [InlineData("db.QueryAsync(\"select * from tenants where id = @id and state = 'active'\", new { id = state })", true)]
    [InlineData("db.QueryAsync(\"select * from tenants where id = @id and state is not null\", new { id = state })", true)]
    [InlineData("db.ExecuteAsync(\"insert into audit (state) values (@state)\", new { state })", true)]
    public Task StatementThatLooksTheStateUp_IsACheck(string call, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"var row = await {call}; if (row == null) {{ return BadRequest(); }}\n" + Exchange, isReported: isReported));

    [Theory]
    [InlineData("select 1 from logins where state = @state", false)]
    [InlineData("select 1 from tenants where id = @state", true)]
    [InlineData("update tenants set token = @t where id = @state and state = 'active'", true)]
    public Task StatementThatGetsTheStateAsAParameter_IsACheck(string statement, bool isReported) => VerifyCS.VerifyAsync(Controller(
        $"db.CommandText = \"{statement}\"; db.Parameters.AddWithValue(\"@state\", state); if (db.ExecuteScalar() == null) {{ return BadRequest(); }}\n" + Exchange,
        isReported: isReported));

    /// <summary>The number of deleted rows shows whether the state was valid, but is ignored.</summary>
    [Theory]
    [InlineData("await db.ExecuteAsync(\"delete from flows where state = @state\", new { state });", true)]
    [InlineData("_ = await db.ExecuteAsync(\"delete from flows where state = @state\", new { state });", true)]
    [InlineData("if (await db.ExecuteAsync(\"delete from flows where state = @state\", new { state }) == 0) { return BadRequest(); }", false)]
    [InlineData(
        "db.CommandText = \"delete from flows where state = @state\"; db.Parameters.AddWithValue(\"@state\", state); db.ExecuteNonQuery();", true)]
    [InlineData(
        "db.CommandText = \"delete from flows where state = @state\"; db.Parameters.AddWithValue(\"@state\", state); "
        + "if (db.ExecuteNonQuery() == 0) { return BadRequest(); }",
        false)]
    public Task StatementWhoseCountIsDropped_IsNoCheck(string statements, bool isReported) =>
        VerifyCS.VerifyAsync(Controller(statements + "\n" + Exchange, isReported: isReported));
}
