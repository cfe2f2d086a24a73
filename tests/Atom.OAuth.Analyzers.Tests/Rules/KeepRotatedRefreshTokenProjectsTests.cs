using Microsoft.CodeAnalysis;
using static Atom.OAuth.Analyzers.Tests.OtherProject;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.KeepRotatedRefreshTokenAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>
/// ATOM009 in a layered solution: one project sends the refresh, another saves its response. An editor shows the source of both, a build only that
/// of the compiled project.
/// </summary>
public sealed class KeepRotatedRefreshTokenProjectsTests
{
    private const string Contracts = """
        namespace Core;
        public record BankAnswer(string AccessToken, string? RefreshToken);
        public interface IBankApi { Task<BankAnswer> GetByRefreshTokenAsync(string refreshToken); }
        """;

    private const string Send = """
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken });
        var response = await http.PostAsync("connect/token", form);
        var answer = await response.Content.ReadFromJsonAsync<BankAnswer>();
        """;

    /// <summary>Gets what the class in the other project does, and whether its result may overwrite the stored token with none.</summary>
    public static TheoryData<string, bool> Services => new()
    {
        { Send + "return answer!;", true },
        { Send + "return new BankAnswer(answer!.AccessToken, answer.RefreshToken);", true },
        { "return await RequestTokenAsync(refreshToken);", true },
        { Send + "return answer! with { RefreshToken = answer.RefreshToken ?? refreshToken };", false },
        { "return (await http.GetFromJsonAsync<BankAnswer>($\"own/{refreshToken}\"))!;", false },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public Task RefreshThatIsSeen_IsLookedInto(string body, bool isReported)
    {
        var core = Compile("Core", Contracts);
        return VerifyAsync(isReported, [core, Compile("Bank", Service(body), core)]);
    }

    /// <summary>One of two implementations returns the response unchanged, and loses the token.</summary>
    [Theory]
    [InlineData("return answer!;", true)]
    [InlineData("return answer! with { RefreshToken = answer.RefreshToken ?? refreshToken };", false)]
    public Task OneOfSeveralClasses_IsEnough(string other, bool isReported)
    {
        var core = Compile("Core", Contracts);
        return VerifyAsync(isReported, [
            core,
            Compile("Bank", Named("EuropeanBank", Send + "return answer! with { RefreshToken = answer.RefreshToken ?? refreshToken };")
                + Named("AmericanBank", Send + other).Replace("using Core;", "", StringComparison.Ordinal), core),
        ]);
    }

    [Fact]
    public async Task RefreshThatComesAsAnAssembly_IsKnownByItsNames()
    {
        var core = Compile("Core", Contracts);
        await VerifyAsync(isReported: false, [Image(core), Image(Compile("Bank", Service(Send + "return answer!;"), core))]);
    }

    [Fact]
    public Task Option_KeepsTheRuleInTheProject()
    {
        var core = Compile("Core", Contracts);
        return VerifyAsync(
            isReported: false, [core, Compile("Bank", Service(Send + "return answer!;"), core)], ("atom_oauth.project_references", "ignore"));
    }

    /// <summary>The tokens are passed to a store in another project.</summary>
    [Theory]
    [InlineData("row.RefreshToken = refresh;", true)]
    [InlineData("if (refresh is not null) { row.RefreshToken = refresh; }", false)]
    [InlineData("row.RefreshToken = refresh ?? row.RefreshToken;", false)]
    [InlineData("Console.WriteLine(row.RefreshToken + refresh);", false)]
    public Task StoreThatIsSeen_IsLookedInto(string body, bool isReported)
    {
        var data = Compile("Data", $$"""
            namespace Data;
            public sealed class Row { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
            public sealed class Rows
            {
                public Row Apply(Row row, string access, string? refresh) { row.AccessToken = access; {{body}} return row; }
            }
            """);
        return (VerifyCS.Test($$"""
            using Data;
            public sealed record BankAnswer(string AccessToken, string? RefreshToken);
            public sealed class Accounts(HttpClient http, Rows rows)
            {
                public async Task RenewAsync(Row row)
                {
                    var refreshToken = row.RefreshToken!;
                    {{Send}}
                    rows.Apply(row, answer!.AccessToken, {{(isReported ? "[|answer.RefreshToken|]" : "answer.RefreshToken")}});
                }
            }
            """) with { MoreReferences = [data] }).VerifyAsync();
    }

    /// <summary>The store passes the tokens on to another, which decides what to keep.</summary>
    [Theory]
    [InlineData("if (!string.IsNullOrEmpty(refresh)) { row.RefreshToken = refresh; }", "rows.UpsertAsync(row, access, refresh)", false)]
    [InlineData("if (!string.IsNullOrEmpty(refresh)) { row.RefreshToken = refresh; }", "AddAsync(row, access, refresh)", false)]
    [InlineData("row.RefreshToken = refresh;", "rows.UpsertAsync(row, access, refresh)", true)]
    [InlineData("row.RefreshToken = refresh;", "backend.PutAsync(access, refresh)", false)]
    [InlineData("row.RefreshToken = refresh;", "backend.PutSecretAsync(refresh)", true)]
    public Task StoreThatPassesTheTokensOn_LeavesItToTheNext(string body, string next, bool isReported)
    {
        var data = Compile("Data", $$"""
            namespace Data;
            public interface IBackend { Task PutAsync(string access, string? refresh); Task PutSecretAsync(string? refresh); }
            public sealed class Row { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
            public sealed class Rows
            {
                public Task UpsertAsync(Row row, string access, string? refresh) { row.AccessToken = access; {{body}} return Task.CompletedTask; }
            }
            public sealed class Store(Rows rows, IBackend backend)
            {
                public Task AddOrRefreshAsync(Row row, string access, string? refresh) => {{next}};

                private async Task AddAsync(Row row, string access, string? refresh) => await rows.UpsertAsync(row, access, refresh).ConfigureAwait(false);

                public override string ToString() => $"{rows} {backend}";
            }
            """);
        return (VerifyCS.Test($$"""
            using Data;
            public sealed record BankAnswer(string AccessToken, string? RefreshToken);
            public sealed class Accounts(HttpClient http, Store store)
            {
                public async Task RenewAsync(Row row)
                {
                    var refreshToken = row.RefreshToken!;
                    {{Send}}
                    await store.AddOrRefreshAsync(row, answer!.AccessToken, {{(isReported ? "[|answer.RefreshToken|]" : "answer.RefreshToken")}});
                }
            }
            """) with { MoreReferences = [data] }).VerifyAsync();
    }

    private static string Named(string name, string body) => Service(body).Replace("class BankApi", "class " + name, StringComparison.Ordinal);

    private static string Service(string body) => $$"""
        using Core;
        public sealed class BankApi(HttpClient http) : IBankApi
        {
            public async Task<BankAnswer> GetByRefreshTokenAsync(string refreshToken) { {{body}} }

            private async Task<BankAnswer> RequestTokenAsync(string refreshToken) { {{Send}} return answer!; }
        }
        """;

    private static Task VerifyAsync(bool isReported, MetadataReference[] references, params (string Key, string Value)[] options)
    {
        var test = VerifyCS.Test($$"""
            using Core;
            public sealed class Row { public string? AccessToken { get; set; } public string? RefreshToken { get; set; } }
            public sealed class Accounts(IBankApi bank)
            {
                public async Task RenewAsync(Row row)
                {
                    var answer = await bank.GetByRefreshTokenAsync(row.RefreshToken!);
                    row.AccessToken = answer.AccessToken;
                    {{(isReported ? "[|row.RefreshToken = answer.RefreshToken|]" : "row.RefreshToken = answer.RefreshToken")}};
                }
            }
            """);
        var set = test.Options.AddRange(options.Select(static option => KeyValuePair.Create(option.Key, option.Value)));
        return (test with { MoreReferences = [.. references], Options = set }).VerifyAsync();
    }
}
