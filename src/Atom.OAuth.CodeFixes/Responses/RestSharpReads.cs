using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// RestSharp's typed reads: <c>client.GetAsync&lt;T&gt;(request)</c> becomes <c>ExecuteGetAsync&lt;T&gt;</c>, which keeps the text
/// in addition to the data and does not throw; the original exception is thrown after the check. For
/// <c>client.GetJsonAsync&lt;T&gt;(resource)</c>, the request is created as well.
/// </summary>
internal static class RestSharpReads
{
    private const string Async = "Async";
    private const string Json = "Json";

    private static readonly ImmutableHashSet<string> Verbs = ImmutableHashSet.Create("Get", "Post", "Put", "Patch", "Delete");

    public static bool Is(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type is { Name: "RestClientExtensions", ContainingNamespace.Name: "RestSharp" };
    }

    public static IEnumerable<CheckPlan> Plans(IInvocationOperation call)
    {
        var outer = call.WithWaiting().WithoutConversions().Syntax;
        if (KeptFailures.UncheckedValue(call) is { } data)
        {
            yield return OfResult(data, outer);
            yield break;
        }

        var isAsync = call.TargetMethod.Name.EndsWith(Async, StringComparison.Ordinal);
        if ((isAsync && outer == call.Syntax)
            || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax target } access } syntax
            || RequestOf(call, syntax, target) is not { } request)
        {
            yield break;
        }

        yield return new CheckPlan(BodyForm.Text, NewLocal.Placeholder + ".Content", syntax)
        {
            Local = new NewLocal("response", "restResponse", outer.TextWith(syntax, $"{access.Expression}.{request}"), IsDisposed: false),
            Replacements = ImmutableArray.Create((RepeatableExpression.WithParentheses(outer), NewLocal.Placeholder + ".Data")),
            After = $"{NewLocal.Placeholder}.ThrowIfError();",
        };
    }

    /// <summary>The response is in a variable, or is moved to a local: its text is checked before its data is used.</summary>
    private static CheckPlan OfResult(IOperation data, SyntaxNode response) =>
        data is IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } }
            ? new CheckPlan(BodyForm.Text, local.Name + ".Content", data.Syntax)
            : new CheckPlan(BodyForm.Text, NewLocal.Placeholder + ".Content", response)
            {
                Local = new NewLocal("response", "restResponse", response.ToString(), IsDisposed: false),
                Replacements = ImmutableArray.Create((RepeatableExpression.WithParentheses(response), NewLocal.Placeholder)),
            };

    private static string? RequestOf(IInvocationOperation call, InvocationExpressionSyntax syntax, GenericNameSyntax target)
    {
        var name = call.TargetMethod.Name;
        var ending = name.EndsWith(Async, StringComparison.Ordinal) ? Async : "";
        var verb = name.Substring(0, name.Length - ending.Length);
        return Verbs.Contains(verb)
            ? call.TargetMethod.Arity == 1 ? $"Execute{name}{target.TypeArgumentList}{syntax.ArgumentList}" : null
            : verb.EndsWith(Json, StringComparison.Ordinal) && Verbs.Contains(verb.Substring(0, verb.Length - Json.Length))
                ? RequestOfJson(call, target, $"Execute{verb.Substring(0, verb.Length - Json.Length)}{ending}")
                : null;
    }

    /// <summary>Creates the request that <c>PostJsonAsync&lt;TBody, TResponse&gt;(resource, body)</c> creates internally.</summary>
    private static string? RequestOfJson(IInvocationOperation call, GenericNameSyntax target, string execute)
    {
        var arguments = call.Arguments.Where(static argument => !argument.IsImplicit && argument.Syntax is ArgumentSyntax)
            .ToDictionary(static argument => argument.Parameter!.Name, static argument => ((ArgumentSyntax)argument.Syntax).Expression.ToString());
        if (!arguments.TryGetValue("resource", out var resource) || arguments.ContainsKey("parameters"))
        {
            return null;
        }

        var request = $"new RestRequest({resource})"
            + (arguments.TryGetValue("request", out var body) ? $".AddJsonBody<{target.TypeArgumentList.Arguments[0]}>({body})" : "");
        var token = arguments.TryGetValue("cancellationToken", out var given) ? ", " + given : "";
        return $"{execute}<{target.TypeArgumentList.Arguments.Last()}>({request}{token})";
    }
}
