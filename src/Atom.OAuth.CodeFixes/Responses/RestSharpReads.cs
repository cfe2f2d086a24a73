using System.Collections.Immutable;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// RestSharp's typed reads: <c>client.GetAsync&lt;T&gt;(request)</c> becomes <c>ExecuteGetAsync&lt;T&gt;</c>, which keeps the text
/// beside the data and does not throw; what it would have thrown is thrown after the check.
/// </summary>
internal static class RestSharpReads
{
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
        var name = call.TargetMethod.Name;
        var isAsync = name.EndsWith("Async", StringComparison.Ordinal);
        var verb = isAsync ? name.Substring(0, name.Length - "Async".Length) : name;
        if (call.TargetMethod.Arity != 1
            || !Verbs.Contains(verb)
            || (isAsync && outer == call.Syntax)
            || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax target } access } syntax)
        {
            yield break;
        }

        var request = $"{access.Expression}.Execute{name}{target.TypeArgumentList}{syntax.ArgumentList}";
        yield return new CheckPlan(BodyForm.Text, NewLocal.Placeholder + ".Content", syntax)
        {
            Local = new NewLocal("response", "restResponse", outer.TextWith(syntax, request), IsDisposed: false),
            Replacements = ImmutableArray.Create((RepeatableExpression.WithParentheses(outer), NewLocal.Placeholder + ".Data")),
            After = $"{NewLocal.Placeholder}.ThrowIfError();",
        };
    }
}
