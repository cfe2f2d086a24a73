using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The key that a store takes from the object which it saves: <c>store.SaveAsync(token)</c>, whose code looks for
/// <c>row.OpenId == token.OpenId</c>. The code must be visible, and use one such member only.
/// </summary>
internal static class StoredKey
{
    private static readonly NameTable Lookups = new("^Find", "^Try Get", "^Get Value", "^Contains Key", "^Get Async $", "^Get $");

    /// <summary>Gets the key as text, for code that follows the save; null if there is none, or several.</summary>
    public static string? Of(CallbackSite site, ScopeValues values) =>
        site.Callback.Save is InvocationExpressionSyntax save
        && VisibleMethods.CalledBy(save, site.Model) is { } method
        && new VisibleProjects(site.Model.Compilation, site.Options.FollowsProjectReferences) is var projects
        && VisibleMethods.DeclarationOf((method.ReducedFrom ?? method).OriginalDefinition, projects) is { } declaration
        && save.ArgumentList.Arguments.SelectMany(argument => KeysOf(argument, method, declaration, site, projects)).Distinct().Take(2).ToList() is [var key]
            ? values.TextOfMember(key.Value, key.Type)
            : null;

    private static IEnumerable<(string Value, ITypeSymbol Type)> KeysOf(
        ArgumentSyntax argument, IMethodSymbol method, SyntaxNode declaration, CallbackSite site, VisibleProjects projects)
    {
        if (argument.Expression is not IdentifierNameSyntax saved
            || argument.Parameter(method) is not { Name: var parameter }
            || (site.Model.GetSymbolInfo(saved).Symbol is ILocalSymbol local && IsReplacedLater(saved, local.Name)))
        {
            yield break;
        }

        var model = SourceMethods.ModelOf(declaration.SyntaxTree, projects.Of(declaration.SyntaxTree)!);
        foreach (var token in declaration.TokensNamed(parameter))
        {
            if (token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax } name
                && Chain(name) is var member
                && IsIdOfOwner(member)
                && IsLookup(member)
                && model.GetTypeInfo(member).Type is { } type)
            {
                yield return (saved.Identifier.ValueText + member.ToString().Substring(parameter.Length), type);
            }
        }
    }

    /// <summary>Gets the whole chain of members: <c>character.Information.Id</c>.</summary>
    private static MemberAccessExpressionSyntax Chain(IdentifierNameSyntax name)
    {
        var whole = (MemberAccessExpressionSyntax)name.Parent!;
        while (whole.Parent is MemberAccessExpressionSyntax outer && outer.Expression == whole && outer.Parent is not InvocationExpressionSyntax)
        {
            whole = outer;
        }

        return whole;
    }

    /// <summary>Recognizes the id of whose the connection is; the bare <c>Id</c> of what is saved is the row's own, which a new row does not even have.</summary>
    private static bool IsIdOfOwner(MemberAccessExpressionSyntax member) => member switch
    {
        { Name.Identifier.ValueText: "Id", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var owner } } => !SavedKey.IsOfOther(owner),
        { Name.Identifier.ValueText: "Id" } => false,
        _ => SavedKey.IsKey(member.Name.Identifier.ValueText),
    };

    /// <summary>Recognizes what the store looks an entry up by.</summary>
    private static bool IsLookup(MemberAccessExpressionSyntax member) => member.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test =>
            (test.Left == member ? test.Right : test.Left) is MemberAccessExpressionSyntax other
            && other.Name.Identifier.ValueText == member.Name.Identifier.ValueText
            && test.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not null,
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: ElementAccessExpressionSyntax } } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => Lookups.Matches(call.CalledName()),
        _ => false,
    };

    /// <summary>Returns true if the variable gets another object after its declaration.</summary>
    private static bool IsReplacedLater(IdentifierNameSyntax saved, string name) =>
        Functions.TokensWith(Functions.Around(saved), name).Any(token => token.ValueText == name
            && token.Parent is IdentifierNameSyntax { Parent: AssignmentExpressionSyntax set } used && set.Left == used && set.SpanStart > saved.SpanStart);
}
