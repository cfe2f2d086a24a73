using Atom.OAuth.Testing;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>Runs the tests with servers of other ecosystems. Each of them rotates refresh tokens.</summary>
public sealed class ForeignServerTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    public static TheoryData<string, OAuthDatabaseKind, int> All => new()
    {
        { AuthorizationServer.OidcProvider, OAuthDatabaseKind.PostgreSql, ServerTests.FewDeaths },
        { AuthorizationServer.OAuth2Server, OAuthDatabaseKind.Sqlite, ServerTests.FewDeaths },
        { AuthorizationServer.Django, OAuthDatabaseKind.PostgreSql, ServerTests.FewDeaths },
        { AuthorizationServer.Doorkeeper, OAuthDatabaseKind.Sqlite, ServerTests.FewDeaths },
        { AuthorizationServer.Glewlwyd, OAuthDatabaseKind.PostgreSql, ServerTests.FewDeaths },
    };

    [ServerTheory]
    [MemberData(nameof(All))]
    public Task Connection_IsRefreshedOnce_SurvivesTheDeathOfWhoRefreshes_AndIsRevoked(string name, OAuthDatabaseKind kind, int deaths)
        => ServerTests.RunAsync(databases, name, kind, deaths);
}
