using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Subjects;

/// <summary>
/// Splits a call that fetches and reads in one step into a request and a read, so that a check fits between them:
/// <c>GetFromJsonAsync</c>, <c>GetStringAsync</c> and their kin, and Flurl's <c>GetJsonAsync</c>.
/// </summary>
internal static class CallSplitter
{
    /// <summary>Stands for the cancellation token in scope, with a comma before it.</summary>
    public const string TokenPlaceholder = "$, token$";

    /// <summary>Splits a call that reads the JSON itself.</summary>
    public static IEnumerable<CheckPlan> Plans(IInvocationOperation call, ReadSite site) => Plans(call, call.WithWaiting(), call.Syntax, site);

    /// <param name="call">The call that fetches.</param>
    /// <param name="value">The call with what waits for it.</param>
    /// <param name="anchor">The expression that the check must precede.</param>
    /// <param name="site">The report.</param>
    public static IEnumerable<CheckPlan> Plans(IInvocationOperation call, IOperation value, SyntaxNode anchor, ReadSite site)
    {
        // Without await or Result the task is handed on, and what follows is not known.
        if (ReferenceEquals(call, value) || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax target } syntax)
        {
            yield break;
        }

        var type = call.TargetMethod.ContainingType;
        var outer = value.WithoutConversions().Syntax;
        if (type.IsOrInheritsFrom(site.Symbols.HttpClient) || type.Is(site.Symbols.HttpClientJsonExtensions))
        {
            if (RequestOf(call.TargetMethod.Name) is var (request, read))
            {
                yield return SplitRequest(call, syntax, target, outer, anchor, site, request, read);
            }
        }
        else if (type is { ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } } && FlurlReadOf(call.TargetMethod.Name) is { } flurlRead)
        {
            yield return site.Symbols.FlurlResponse is null
                ? SplitFlurlTask(call, syntax, target, outer, anchor, flurlRead)
                : SplitFlurl(call, syntax, target, outer, anchor);
        }
    }

    private static (string Request, string Read)? RequestOf(string method) => method switch
    {
        "GetFromJsonAsync" => ("GetAsync", "ReadFromJsonAsync"),
        "DeleteFromJsonAsync" => ("DeleteAsync", "ReadFromJsonAsync"),
        "GetStringAsync" => ("GetAsync", "ReadAsStringAsync"),
        "GetStreamAsync" => ("GetAsync", "ReadAsStreamAsync"),
        "GetByteArrayAsync" => ("GetAsync", "ReadAsByteArrayAsync"),
        _ => null,
    };

    private static string? FlurlReadOf(string method) => method switch
    {
        "GetJsonAsync" or "ReceiveJson" => "ReceiveJson",
        "GetJsonListAsync" or "ReceiveJsonList" => "ReceiveJsonList",
        _ => null,
    };

    /// <summary>GetFromJsonAsync and GetStringAsync throw for a status of failure: after the check, so that a page is named first.</summary>
    private static CheckPlan SplitRequest(
        IInvocationOperation call, InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target, SyntaxNode outer, SyntaxNode anchor, ReadSite site, string request, string read)
    {
        var explicitToken = call.Arguments.FirstOrDefault(a => !a.IsImplicit && a.Parameter!.Type.Is(site.Symbols.CancellationToken))?.Syntax.ToString();
        var arguments = call.Arguments
            .Where(a => !a.IsImplicit && syntax.ArgumentList.Arguments.Contains(a.Syntax))
            .OrderBy(static a => a.Syntax.SpanStart)
            .ToList();
        var url = arguments.FirstOrDefault(static a => a.Parameter!.Name == "requestUri")?.Syntax.ToString() ?? string.Empty;
        var options = arguments
            .Where(a => a.Parameter!.Name != "requestUri" && !a.Parameter.Type.Is(site.Symbols.CancellationToken))
            .Select(static a => a.Syntax.ToString());
        var token = explicitToken is null ? TokenPlaceholder : ", " + explicitToken;
        var readToken = read == "ReadFromJsonAsync" || ReadsTakeTokens(site.Symbols, read) ? token : string.Empty;
        var typeArguments = target.Name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : string.Empty;
        var readText = $"{NewLocal.Placeholder}.Content.{read}{typeArguments}({string.Join(", ", options)}{readToken})";
        return new CheckPlan(BodyForm.Response, NewLocal.Placeholder, anchor)
        {
            Local = new NewLocal("response", "httpResponse", outer.TextWith(syntax, $"{target.Expression}.{request}({url}{token})"), IsDisposed: true),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, readText)),
            After = $"{NewLocal.Placeholder}.EnsureSuccessStatusCode();",
        };
    }

    /// <summary>Flurl 3 and newer: a response object that holds the HttpResponseMessage.</summary>
    private static CheckPlan SplitFlurl(IInvocationOperation call, InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target, SyntaxNode outer, SyntaxNode anchor)
    {
        var isReceive = call.TargetMethod.Name.StartsWith("Receive", StringComparison.Ordinal);
        var request = isReceive ? target.Expression.ToString() : $"{target.Expression}.GetAsync{syntax.ArgumentList}";
        var read = $"{NewLocal.Placeholder}.{target.Name.ToString().Replace("ReceiveJson", "GetJson").Replace("Async", string.Empty)}";
        read = read.Replace("GetJsonList", "GetJsonListAsync").Replace("GetJson<", "GetJsonAsync<");
        return new CheckPlan(BodyForm.Response, NewLocal.Placeholder + ".ResponseMessage", anchor)
        {
            Local = new NewLocal("response", "httpResponse", outer.TextWith(syntax, request), IsDisposed: true),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, read + "()")),
        };
    }

    /// <summary>Flurl 2: the JSON is read from the task of the response.</summary>
    private static CheckPlan SplitFlurlTask(
        IInvocationOperation call, InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target, SyntaxNode outer, SyntaxNode anchor, string read)
    {
        var isReceive = call.TargetMethod.Name == read;
        var typeArguments = target.Name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : string.Empty;
        return new CheckPlan(BodyForm.Response, outer.TextWith(syntax, NewLocal.Placeholder), anchor)
        {
            Local = new NewLocal("responseTask", "httpResponseTask", isReceive ? target.Expression.ToString() : $"{target.Expression}.GetAsync{syntax.ArgumentList}", IsDisposed: false),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, $"{NewLocal.Placeholder}.{read}{typeArguments}()")),
        };
    }

    /// <summary>The overloads of HttpContent that take a token came with .NET 5.</summary>
    private static bool ReadsTakeTokens(OAuthSymbols symbols, string read) =>
        symbols.HttpContent!.GetMembers(read).OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1 && method.Parameters[0].Type.Is(symbols.CancellationToken));
}
