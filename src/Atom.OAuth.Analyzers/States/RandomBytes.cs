using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Finds variables that a call fills with random bytes: <c>Random.Shared.NextBytes(bytes)</c>, <c>rng.GetBytes(bytes)</c>.</summary>
internal static class RandomBytes
{
    /// <summary>Calls that fill their argument.</summary>
    private static readonly HashSet<string> Fills = new(StringComparer.Ordinal) { "NextBytes", "Fill", "GetBytes", "GetNonZeroBytes" };

    /// <summary>Gets the call that fills a variable with random bytes; null if there is none.</summary>
    public static InvocationExpressionSyntax? FillOf(IdentifierNameSyntax variable)
    {
        var function = Functions.Around(variable);
        return Functions.TokensWith(function, variable.Identifier.ValueText)
            .Where(token => token.ValueText == variable.Identifier.ValueText)
            .Select(static token => token.Parent is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } ? call : null)
            .FirstOrDefault(static call => call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var generator } }
                && Fills.Contains(name)
                && IsGenerator(generator));
    }

    private static bool IsGenerator(ExpressionSyntax generator) =>
        RequestNames.IsRandom(generator.ToString())
        || (generator is IdentifierNameSyntax
            && StateTracer.ValuesSetTo(Functions.Around(generator), generator).Any(static value => RequestNames.IsRandom(value.ToString())));
}
