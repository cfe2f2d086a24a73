using System.Collections.Immutable;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// Flurl's typed reads: <c>url.GetJsonAsync&lt;T&gt;()</c> is split into request and read;
/// for a response that is already fetched, the HttpResponseMessage in it is checked.
/// </summary>
internal static class FlurlReads
{
    public static bool Is(IInvocationOperation call) =>
        call.TargetMethod is { ContainingType.ContainingNamespace: { Name: "Http", ContainingNamespace.Name: "Flurl" } }
        && call.TargetMethod.Name is "GetJsonAsync" or "GetJsonListAsync" or "ReceiveJson" or "ReceiveJsonList";

    public static IEnumerable<CheckPlan> Plans(IInvocationOperation call, ReadSite site)
    {
        var waiting = call.WithWaiting();
        if (ReferenceEquals(call, waiting)
            || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax target } syntax)
        {
            return Enumerable.Empty<CheckPlan>();
        }

        var outer = waiting.WithoutConversions().Syntax;
        var fetched = site.Model.GetTypeInfo(target.Expression).Type;
        var isTask = !SymbolEqualityComparer.Default.Equals(site.Symbols.Awaited(fetched), fetched);
        var message = site.Symbols.Find(site.Symbols.FlurlResponse) is null ? string.Empty : ".ResponseMessage";
        if (site.Symbols.IsResponse(site.Symbols.Awaited(fetched)) && RepeatableExpression.Is(target.Expression))
        {
            // Awaiting a task again returns the same response.
            var response = isTask ? Waiting(outer, syntax, target.Expression.ToString()) : target.Expression.ToString();
            response = message.Length > 0 ? RepeatableExpression.AsReceiver(response) : response;
            return new[] { new CheckPlan(BodyForm.Response, response + message, call.Syntax) };
        }

        return new[] { message.Length == 0 ? SplitTask(syntax, target, outer) : SplitResponse(syntax, target, outer) };
    }

    /// <summary>
    /// Flurl 3 and newer: a body that is fetched as a stream, <c>url.PostAsync().ReceiveStream()</c>. The response is fetched first, because a
    /// stream cannot be checked and then read again.
    /// </summary>
    public static CheckPlan? SplitStream(IInvocationOperation call, IOperation value, ReadSite site)
    {
        var outer = value.WithoutConversions().Syntax;
        if (call.TargetMethod is not { Name: "ReceiveStream" or "GetStreamAsync" } method
            || method.ContainingType.ContainingNamespace is not { Name: "Http", ContainingNamespace.Name: "Flurl" }
            || site.Symbols.Find(site.Symbols.FlurlResponse) is null
            || outer == call.Syntax
            || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax target } syntax)
        {
            return null;
        }

        return new CheckPlan(BodyForm.Response, NewLocal.Placeholder + ".ResponseMessage", syntax)
        {
            Local = new NewLocal("response", "httpResponse", outer.TextWith(syntax, RequestOf(syntax, target)), IsDisposed: true),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, $"{NewLocal.Placeholder}.GetStreamAsync()")),
            IsSplit = true,
        };
    }

    /// <summary>Flurl 3 and newer: the JSON is read from a response object that contains the HttpResponseMessage.</summary>
    private static CheckPlan SplitResponse(InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target, SyntaxNode outer)
    {
        var read = target.Name.Identifier.ValueText.Contains("List") ? "GetJsonListAsync" : "GetJsonAsync";
        return new CheckPlan(BodyForm.Response, NewLocal.Placeholder + ".ResponseMessage", syntax)
        {
            Local = new NewLocal("response", "httpResponse", outer.TextWith(syntax, RequestOf(syntax, target)), IsDisposed: true),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, $"{NewLocal.Placeholder}.{read}{TypeArguments(target)}()")),
        };
    }

    /// <summary>Flurl 2: the JSON is read from the task of the response.</summary>
    private static CheckPlan SplitTask(InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target, SyntaxNode outer)
    {
        var read = target.Name.Identifier.ValueText.Contains("List") ? "ReceiveJsonList" : "ReceiveJson";
        return new CheckPlan(BodyForm.Response, Waiting(outer, syntax, NewLocal.Placeholder), syntax)
        {
            Local = new NewLocal("responseTask", "httpResponseTask", RequestOf(syntax, target), IsDisposed: false),
            Replacements = ImmutableArray.Create<(SyntaxNode, string)>((syntax, $"{NewLocal.Placeholder}.{read}{TypeArguments(target)}()")),
        };
    }

    /// <summary>Replaces the call with a task in the code that waits for it, without the line breaks in a long call.</summary>
    private static string Waiting(SyntaxNode outer, SyntaxNode call, string task) =>
        outer is AwaitExpressionSyntax { Expression: var awaited }
            ? "await " + awaited.TextWith(call, task).TrimEnd('!')
            : outer.TextWith(call, task);

    private static string RequestOf(InvocationExpressionSyntax syntax, MemberAccessExpressionSyntax target) =>
        target.Name.Identifier.ValueText.StartsWith("Receive", StringComparison.Ordinal)
            ? target.Expression.ToString()
            : $"{target.Expression}.GetAsync{syntax.ArgumentList}";

    private static string TypeArguments(MemberAccessExpressionSyntax target) =>
        target.Name is GenericNameSyntax generic ? generic.TypeArgumentList.ToString() : string.Empty;
}
