using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Models of a page that shows the settings of a client, and the code beside them: <c>model.ClientSecret = settings.ClientSecret; return View(model);</c>.
/// Filling one sends no request, unless the model is passed to another call as well.
/// </summary>
internal static class ShownModels
{
    /// <summary>Calls that show a model.</summary>
    private static readonly WordTable Views = new(WordMatch.Whole, StringComparison.Ordinal, "View", "PartialView");

    /// <summary>Returns true for a name in an assignment to a member of such a model.</summary>
    public static bool Take(SyntaxToken name) =>
        name.Parent?.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<AssignmentExpressionSyntax>().FirstOrDefault() is { } assignment
        && ModelOf(assignment) is { } model
        && Members.Around(assignment) is { } member
        && member.TokensNamed(model).Select(static token => token.Parent?.Parent).OfType<ArgumentSyntax>().ToList() is { Count: > 0 } given
        && given.TrueForAll(IsShown);

    private static string? ModelOf(AssignmentExpressionSyntax assignment) => assignment switch
    {
        { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax model } } => model.Identifier.ValueText,
        { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax { Parent: var user } } } => GivenValues.VariableSetBy(user),
        _ => null,
    };

    private static bool IsShown(ArgumentSyntax model) =>
        model.Parent?.Parent is InvocationExpressionSyntax { Parent: ReturnStatementSyntax } call && Views.Matches(call.CalledName());
}
