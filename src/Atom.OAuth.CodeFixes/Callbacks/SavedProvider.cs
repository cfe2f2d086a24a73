using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The name of the integration under which the tokens are saved, if only the run time knows which one it is:
/// <c>storage.SaveAsync(userId, serviceName, tokens)</c>.
/// </summary>
internal static class SavedProvider
{
    /// <summary>Names of names: an id may be a row's, a key may be the user's at the provider, and a platform may be the device's.</summary>
    private static readonly NameTable Names = new(
        "^Provider $", "^Provider Name $", "^Integration Name $", "^Service Name $", "^Service Provider Name $", "^Service Alias $");

    /// <summary>Gets the value as written in the save; null if the save takes none.</summary>
    public static string? Of(CallbackSite site) =>
        site.Callback.Save is InvocationExpressionSyntax save
        && VisibleMethods.CalledBy(save, site.Model) is { } method
        && save.ArgumentList.Arguments.Where(argument => argument.Parameter(method) is { Type.SpecialType: SpecialType.System_String, Name: var name }
            && Names.Matches(name)).Take(2).ToList() is [{ Expression: var value }]
        && !value.IsKind(SyntaxKind.NullLiteralExpression)
        && RepeatableExpression.Is(value)
            ? value.ToString()
            : null;
}
