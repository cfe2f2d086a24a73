using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>What is to be checked, and what has to change in the code around it so that it can be.</summary>
/// <param name="Form">The form of the body.</param>
/// <param name="Subject">The expression that holds it, as text.</param>
/// <param name="Anchor">The expression that the check must precede.</param>
internal sealed record CheckPlan(BodyForm Form, string Subject, SyntaxNode Anchor)
{
    /// <summary>The variable that holds the body or its task, where there is one.</summary>
    public ISymbol? Variable { get; init; }

    /// <summary>A new local that takes the place of an expression in the reading statement.</summary>
    public NewLocal? Local { get; init; }

    /// <summary>What replaces parts of the reading statement; <see cref="NewLocal.Placeholder"/> stands for the new local.</summary>
    public ImmutableArray<(SyntaxNode Node, string Text)> Replacements { get; init; } = ImmutableArray<(SyntaxNode, string)>.Empty;

    /// <summary>A statement between check and read: what the replaced call did besides.</summary>
    public string? After { get; init; }

    /// <summary>True when a call that fetches and reads is taken apart; it may stand before the reading statement.</summary>
    public bool IsSplit { get; init; }

    /// <summary>True when the plan awaits, and the function has to become async for it if it is not.</summary>
    public bool NeedsAsync { get; init; }
}

/// <summary>A local to introduce before the check.</summary>
/// <param name="Name">The name it should have.</param>
/// <param name="OtherName">The name it gets where the first is taken.</param>
/// <param name="Value">Its value, as text.</param>
/// <param name="IsDisposed">Whether it is declared with <c>using</c>.</param>
internal sealed record NewLocal(string Name, string OtherName, string Value, bool IsDisposed)
{
    /// <summary>Stands for the local's final name in texts: it may get a number.</summary>
    public const string Placeholder = "$local$";
}
