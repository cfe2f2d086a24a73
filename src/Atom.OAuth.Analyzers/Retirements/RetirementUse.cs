using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>Something retired, where code uses it.</summary>
/// <param name="Retirement">What it is.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Shown">How the message names it.</param>
/// <param name="On">The day or the month, where one is published.</param>
/// <param name="Instead">What to use; null where there is nothing.</param>
/// <param name="Location">The literal, or the expression where the literal is in another file.</param>
/// <param name="Fix">What to change in the literal; null where that is not all there is to do.</param>
internal sealed record RetirementUse(
    Retirement Retirement, string Provider, string Shown, string? On, string? Instead, Location Location, LiteralFix? Fix);

/// <summary>A change in a literal.</summary>
/// <param name="Position">Where in the literal's value.</param>
/// <param name="Old">What is there.</param>
/// <param name="New">What takes its place.</param>
internal sealed record LiteralFix(int Position, string Old, string New);
