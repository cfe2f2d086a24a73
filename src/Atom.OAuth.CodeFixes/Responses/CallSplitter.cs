using System.Collections.Immutable;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// Splits a call of HttpClient that fetches and reads in one step into a request and a read, so that a check can be inserted between them:
/// <c>GetFromJsonAsync</c>, <c>GetStringAsync</c> and similar methods.
/// </summary>
internal static class CallSplitter
{
    /// <param name="call">The call that fetches.</param>
    /// <param name="value">The call, including what waits for it.</param>
    /// <param name="site">The diagnostic.</param>
    public static CheckPlan? Plan(IInvocationOperation call, IOperation value, ReadSite site)
    {
        var type = call.TargetMethod.ContainingType;
        return RequestOf(call.TargetMethod.Name) is var (request, read)
            && (type.IsOrInheritsFrom(site.Symbols.HttpClient) || type.Is(site.Symbols.HttpClientJsonExtensions))
            && call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax target } syntax
            && call.Arguments.All(a => a.IsImplicit || a.Syntax is not ArgumentSyntax || syntax.ArgumentList.Arguments.Contains(a.Syntax))
            ? Split(new Call(call, syntax, target, value.WithoutConversions().Syntax), site, request, read)
            : null;
    }

    private static (string Request, string Read)? RequestOf(string method) => method switch
    {
        "GetFromJsonAsync" => ("GetAsync", "ReadFromJsonAsync"),
        "GetFromJsonAsAsyncEnumerable" => ("GetAsync", "ReadFromJsonAsAsyncEnumerable"),
        "DeleteFromJsonAsync" => ("DeleteAsync", "ReadFromJsonAsync"),
        "GetStringAsync" => ("GetAsync", "ReadAsStringAsync"),
        "GetStreamAsync" => ("GetAsync", "ReadAsStreamAsync"),
        "GetByteArrayAsync" => ("GetAsync", "ReadAsByteArrayAsync"),
        _ => null,
    };

    private static CheckPlan Split(Call call, ReadSite site, string request, string read)
    {
        var arguments = call.Operation.Arguments
            .Where(static a => !a.IsImplicit && a.Syntax is ArgumentSyntax)
            .OrderBy(static a => a.Syntax.SpanStart)
            .ToLookup(
                a => a.Parameter!.Type.Is(site.Symbols.CancellationToken) ? "token" : a.Parameter.Name == "requestUri" ? "url" : "options",
                static a => a.Syntax.ToString());
        var token = arguments["token"].FirstOrDefault() ?? site.CancellationTokenAt(call.Syntax);
        var fetch = $"{call.Target.Expression}.{request}({List(arguments["url"], token)})";
        var readToken = token is null || TakesTokenAlone(site.Symbols, read) || arguments["options"].Any()
            ? token
            : read.StartsWith("ReadFromJson", StringComparison.Ordinal) ? "cancellationToken: " + token : null;
        var typeArguments = call.Target.Name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : string.Empty;

        // The task may be returned without await; then the function is made async, and its return statement awaits.
        var isAwaited = call.Outer != call.Syntax;
        return new CheckPlan(BodyForm.Response, NewLocal.Placeholder, call.Syntax)
        {
            Local = new NewLocal(
                "response", "httpResponse", isAwaited ? call.Outer.TextWith(call.Syntax, fetch) : "await " + fetch, IsDisposed: true),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>(
                (call.Syntax, $"{NewLocal.Placeholder}.Content.{read}{typeArguments}({List(arguments["options"], readToken)})")),

            // The original call throws for an error status. This comes after the check, so that an HTML page is reported first.
            After = $"{NewLocal.Placeholder}.EnsureSuccessStatusCode();",
            NeedsAsync = !isAwaited,
            IsSplit = true,
        };
    }

    private static string List(IEnumerable<string> arguments, string? token) =>
        string.Join(", ", token is null ? arguments : arguments.Append(token));

    /// <summary>The overloads with only a token were added late: in .NET 5 for text, in .NET 7 for JSON.</summary>
    private static bool TakesTokenAlone(OAuthSymbols symbols, string read) =>
        symbols.Find(symbols.HttpContent)!.GetMembers(read).Concat(symbols.Find(symbols.HttpContentJsonExtensions)?.GetMembers(read)
            ?? ImmutableArray<ISymbol>.Empty)
            .OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Length == (method.IsExtensionMethod ? 2 : 1)
                && method.Parameters.Last().Type.Is(symbols.CancellationToken));

    private readonly record struct Call(
        IInvocationOperation Operation, InvocationExpressionSyntax Syntax, MemberAccessExpressionSyntax Target, SyntaxNode Outer);
}
