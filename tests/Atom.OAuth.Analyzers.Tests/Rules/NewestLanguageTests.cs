using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>C# 15: unions and closed hierarchies as the result of an exchange. Not for the oldest compiler.</summary>
public sealed class NewestLanguageTests
{
    private const string Union = "public record Token(string Value); public record Failure(string Error); public union Answer(Token, Failure);";

    private const string Closed =
        "public closed record Answer; public record Token(string Value) : Answer; public record Failure(string Error) : Answer;";

    /// <summary>Types that .NET 11 contains.</summary>
    private const string Runtime = """
        namespace System.Runtime.CompilerServices
        {
            [AttributeUsage(AttributeTargets.All)] public sealed class UnionAttribute : Attribute;
            [AttributeUsage(AttributeTargets.All)] public sealed class ClosedAttribute : Attribute;
            [AttributeUsage(AttributeTargets.All)] public sealed class IsClosedTypeAttribute : Attribute;
            public interface IUnion { object? Value { get; } }
        }
        """;

    [Theory]
    [InlineData(Union)]
    [InlineData(Closed)]
    public Task AnswerThatBecomesACase_IsReadAllTheSame(string types) => VerifyAsync<CheckHtmlBeforeReadingJsonAnalyzer>($$"""
        {{types}}

        public class SlackClient(HttpClient http)
        {
            public async Task<Answer> ExchangeAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                return [|JsonSerializer.Deserialize<Token>(await response.Content.ReadAsStringAsync())|]!;
            }

            public async Task<Answer> ExchangeWithCareAsync(HttpContent form)
            {
                var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                if (response.Content.Headers.ContentType?.MediaType != "application/json")
                {
                    return new Failure("no JSON");
                }

                return JsonSerializer.Deserialize<Token>(await response.Content.ReadAsStringAsync())!;
            }
        }
        """);

    [Theory]
    [InlineData(Union)]
    [InlineData(Closed)]
    public Task CasesOfAnExchange_AreFollowed(string types) => VerifyCallbackAsync(
        types,
        """
        switch (await oauth.ExchangeCodeAsync(code))
        {
            case Token token:
                await store.SaveTokensAsync(token.Value);
                return Ok();
            case Failure failure:
                return BadRequest($"Slack OAuth failed: {failure.Error}");
            default:
                return BadRequest();
        }
        """);

    [Theory]
    [InlineData(Union)]
    [InlineData(Closed)]
    public Task ArmsOfAnExchange_AreFollowed(string types) => VerifyCallbackAsync(
        types,
        """
        return await oauth.ExchangeCodeAsync(code) switch
        {
            Token token => await SaveAsync(token.Value),
            Failure failure => BadRequest($"Slack OAuth failed: {failure.Error}"),
        };
        """);

    private static async Task VerifyCallbackAsync(string types, string statements)
    {
        string Source(string name) => $$"""
            using Microsoft.AspNetCore.Mvc;
            {{types}}
            public interface IExchange { Task<Answer> ExchangeCodeAsync(string code); }
            public interface IStore { Task SaveTokensAsync(string tokens); }

            public class SlackController(IExchange oauth, IStore store) : ControllerBase
            {
                [HttpGet("callback")]
                public async Task<IActionResult> {{name}}(string code, string state)
                {
                    {{statements}}
                }

                private async Task<IActionResult> SaveAsync(string token)
                {
                    await store.SaveTokensAsync(token);
                    return Ok();
                }
            }
            """;

        await VerifyAsync<StartHistoricalSyncOnConnectionAnalyzer>(Source("[|Callback|]"));
        await VerifyAsync<ValidateOAuthStateAnalyzer>(Source("[|Callback|]"));
    }

    private static Task VerifyAsync<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        (AnalyzerVerifier<TAnalyzer>.Test(
            ("Sample.cs", source), ("Runtime.cs", Runtime)) with
        { LanguageVersion = LanguageVersion.Latest }).VerifyAsync();
}
