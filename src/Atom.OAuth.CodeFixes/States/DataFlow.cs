using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Callbacks;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A flow whose state carries values of the application. What the state was becomes the data of a protected one, and the callback reads the data
/// where it read the state. Both ends have to be in the project and agree, because neither works without the other.
/// </summary>
internal static class DataFlow
{
    /// <summary>Returns true if all requests and callbacks of the provider use the state in that way; those of unknown providers may belong to it.</summary>
    /// <param name="site">A place where the state is handled by hand.</param>
    /// <param name="provider">The provider's id.</param>
    public static bool Is(FixSite site, string provider)
    {
        var compilation = site.Model.Compilation;
        var ends = StateSite.AllIn(compilation, site.Options).Where(end => StateProvider.IdOf(end.Finding, end.Model) is var id && MayBe(id, provider)).ToList();
        var byHand = ends.FindAll(static end => end.Finding.Problem == StateProblem.TakenApart);
        ends.RemoveAll(byHand.Contains);

        // A callback that checks the state, but still takes it apart, is one of those that are fixed.
        var checkedOnes = FlowEnds.Of(compilation).SelectMany(static file => file.Callbacks)
            .Where(callback => MayBe(callback.Id, provider) && !byHand.Exists(end => end.Finding.Function.Contains(callback.Call)))
            .ToList();
        var built = FlowEnds.Of(compilation).SelectMany(static file => file.Starts).Where(start => MayBe(start.Id, provider)).ToList();
        return ends.Count + built.Count > 0
            && byHand.Count + checkedOnes.Count > 0
            && built.TrueForAll(static start => start.HasData)
            && checkedOnes.TrueForAll(static callback => callback.ReadsData)
            && ends.TrueForAll(static end => StateTarget.Of(end.Finding)?.Made is { } made && CarriedValue.DataWithOwner(made, end.Model) is not null);
    }

    /// <summary>Gets the text that a state becomes in a protected one; null if the state carries something else, or the flow does not agree.</summary>
    /// <param name="site">The diagnostic, or the call that passes the state.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="provider">The provider's id.</param>
    /// <param name="scope">The values in scope.</param>
    public static string? TextOf(FixSite site, StateTarget target, string provider, ScopeValues scope)
    {
        if (target.Made is not { Parent: not InterpolationSyntax { FormatClause: not null } and not InterpolationSyntax { AlignmentClause: not null } } made
            || CarriedValue.DataWithOwner(made, site.Model) is not { } hasOwner
            || (hasOwner && scope.User is null)
            || !Is(site, provider))
        {
            return null;
        }

        var value = InUrl(made);
        return site.Model.GetTypeInfo(value).Type?.SpecialType == SpecialType.System_String ? value.ToString() : scope.TextOf(value);
    }

    /// <summary>
    /// Gets the value without its encoding for the text of a URL, which is gone when it comes back. What builds a URL of values encodes them once more.
    /// </summary>
    private static ExpressionSyntax InUrl(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var encoded }] } call
        && call.CalledName() is "EscapeDataString" or "UrlEncode"
        && UsesOf(value).All(static use => use.Parent is InterpolationSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
            ? encoded
            : value;

    /// <summary>Gets the uses of the variable that a value is assigned to; else the value itself.</summary>
    private static IEnumerable<SyntaxNode> UsesOf(ExpressionSyntax value) =>
        value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } }
            ? Functions.Around(value).TokensNamed(variable).Select(static token => token.Parent).OfType<IdentifierNameSyntax>()
            : new[] { value };

    /// <summary>Gets the places of a provider's flow that are still to be fixed at the other end of a change.</summary>
    /// <param name="compilation">The project after the change.</param>
    /// <param name="options">The options.</param>
    /// <param name="provider">The provider's id.</param>
    /// <param name="isCallback">Whether the other end is the callback.</param>
    public static IEnumerable<StateSite> OpenEnds(Compilation compilation, OAuthOptions options, string provider, bool isCallback) =>
        StateSite.AllIn(compilation, options).Where(end =>
            end.Finding.Problem == StateProblem.TakenApart == isCallback && MayBe(StateProvider.IdOf(end.Finding, end.Model), provider));

    /// <summary>Counts the states with data that a project builds, and the callbacks that read some.</summary>
    public static int Count(Compilation compilation) =>
        FlowEnds.Of(compilation).Sum(static file =>
            file.Starts.Count(static start => start.HasData) + file.Callbacks.Count(static callback => callback.ReadsData));

    /// <summary>Returns true if every state with data has a callback for the same provider that reads it, and the other way around.</summary>
    public static bool IsComplete(Compilation compilation)
    {
        var starts = FlowEnds.Of(compilation).SelectMany(static file => file.Starts).Where(static start => start.HasData).Select(static start => start.Id);
        var callbacks = FlowEnds.Of(compilation).SelectMany(static file => file.Callbacks).Where(static end => end.ReadsData).Select(static end => end.Id);
        return new HashSet<string?>(starts).SetEquals(callbacks);
    }

    private static bool MayBe(string? id, string provider) => id is null || string.Equals(id, provider, StringComparison.OrdinalIgnoreCase);
}
