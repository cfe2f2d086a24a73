using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>Callbacks for the tests of ATOM002 and ATOM005, in forms that occur in practice.</summary>
internal static class CallbackSources
{
    public const string Usings = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.AspNetCore.WebUtilities;
        using Atom.OAuth;

        """;

    /// <summary>Creates a controller with one callback. Services are dynamic, so their code cannot be analyzed.</summary>
    public static string Controller(
        string body,
        string parameters = "string code, string state",
        string members = "",
        string attributes = "[HttpGet(\"callback\")]",
        string name = "Callback",
        bool isReported = true) =>
        Type(
            $$"""
                {{attributes}}
                public async Task<IActionResult> {{(isReported ? $"[|{name}|]" : name)}}({{parameters}})
                {
                    {{body}}
                    await Task.Yield();
                    return Ok();
                }

                {{members}}
            """);

    /// <summary>Creates a controller of an integration.</summary>
    public static string Type(string members) =>
        Usings + $$"""
        public class SlackController(dynamic oauth, dynamic store, dynamic db, dynamic jobs, dynamic stateStore, dynamic cache, HttpClient http) : ControllerBase
        {
            public dynamic Oauth => oauth;
            public dynamic Store => store;
            public dynamic Db => db;
            public dynamic Jobs => jobs;
            public dynamic StateStore => stateStore;
            public dynamic Cache => cache;
            public HttpClient Http => http;

            {{members}}
        }
        """;

    /// <summary>The body of a callback that exchanges the code and saves the tokens.</summary>
    public const string Connect = """
        var tokens = await oauth.ExchangeCodeAsync(code);
        await store.SaveTokensAsync(tokens);
        """;

    /// <summary>The body of a callback that exchanges the code and saves nothing.</summary>
    public const string Exchange = "var tokens = await oauth.ExchangeCodeAsync(code);";

    /// <summary>Creates a name that matches a pattern of a table.</summary>
    public static string NameOf(string pattern) =>
        string.Concat(pattern.Split(' ').Select(static word => word.Trim('^', '$')));

    public static TheoryData<string> Names(NameTable table) => [.. table.Patterns.Select(NameOf).Distinct()];
}
