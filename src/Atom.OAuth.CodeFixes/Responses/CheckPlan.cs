using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>What to check, and the changes to the surrounding code that this requires.</summary>
/// <param name="Form">The form of the body.</param>
/// <param name="Subject">The expression for it, as text.</param>
/// <param name="Anchor">The expression that the check must precede.</param>
internal sealed record CheckPlan(BodyForm Form, string Subject, SyntaxNode Anchor)
{
    /// <summary>The variable that contains the body or its task, if any.</summary>
    public ISymbol? Variable { get; init; }

    /// <summary>A new local that replaces an expression in the reading statement.</summary>
    public NewLocal? Local { get; init; }

    /// <summary>The replacements in the reading statement; <see cref="NewLocal.Placeholder"/> represents the new local.</summary>
    public ImmutableArray<(SyntaxNode Node, string Text)> Replacements { get; init; } = ImmutableArray<(SyntaxNode, string)>.Empty;

    /// <summary>A statement between check and read, for what else the replaced call did.</summary>
    public string? After { get; init; }

    /// <summary>True if a call that fetches and reads is split; it may precede the reading statement.</summary>
    public bool IsSplit { get; init; }

    /// <summary>True if the plan awaits, which requires the function to be async or to be made async.</summary>
    public bool NeedsAsync { get; init; }
}

/// <summary>A new local before the check.</summary>
/// <param name="Name">The preferred name.</param>
/// <param name="OtherName">The name if the preferred one is in use.</param>
/// <param name="Value">Its value, as text.</param>
/// <param name="IsDisposed">Whether it is declared with <c>using</c>.</param>
internal sealed record NewLocal(string Name, string OtherName, string Value, bool IsDisposed)
{
    /// <summary>Represents the local's final name in texts, because it may get a number.</summary>
    public const string Placeholder = "$local$";
}
