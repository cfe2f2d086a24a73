using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>A use of something retired.</summary>
/// <param name="Retirement">The retirement.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Shown">How the message shows it.</param>
/// <param name="On">The day or month, if one is published.</param>
/// <param name="Instead">What to use; null if there is no replacement.</param>
/// <param name="Location">The literal, or the expression if the literal is in another file.</param>
/// <param name="Fix">The edit of the literal; null if that alone is not sufficient.</param>
internal sealed record RetirementUse(
    Retirement Retirement, string Provider, string Shown, string? On, string? Instead, Location Location, LiteralFix? Fix);

/// <summary>An edit of a literal.</summary>
/// <param name="Position">The position in the literal's value.</param>
/// <param name="Old">The old text.</param>
/// <param name="New">The new text.</param>
internal sealed record LiteralFix(int Position, string Old, string New);
