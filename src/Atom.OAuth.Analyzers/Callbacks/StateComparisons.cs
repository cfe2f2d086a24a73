using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Determines what a state is compared with, and whether that proves where it comes from.</summary>
internal sealed class StateComparisons
{
    /// <summary>Attributes of parameters bound to the link, as the state is.</summary>
    private static readonly string[] OfLinks = { "FromQuery", "FromRoute", "FromForm", "FromUri" };

    private readonly CalledMethods _methods;
    private readonly HashSet<string> _ofLink;

    public StateComparisons(CallbackCandidate candidate, CalledMethods methods)
    {
        _methods = methods;
        _ofLink = new HashSet<string>(
            candidate.Node is AnonymousFunctionExpressionSyntax || (candidate.Node is MethodDeclarationSyntax method && Endpoints.IsBound(method))
                ? candidate.Parameters.Where(ComesWithLink).Select(static parameter => parameter.Identifier.ValueText)
                : Enumerable.Empty<string>(),
            StringComparer.Ordinal);
    }

    /// <summary>The state is compared with something other than a constant or identity, or a part of it with a stored value.</summary>
    public bool IsCheck(ExpressionSyntax side, ExpressionSyntax other, ValueFlow flow)
    {
        if (IsFoundByPart(other, flow))
        {
            return flow.IsFrom(side);
        }

        if (IsConstant(other) || flow.IsFrom(other) || (flow.IsFrom(side) && IsKnownToAnybody(other)))
        {
            return false;
        }

        var names = other.DescendantTokens()
            .Where(static token => token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken)
            .Select(static token => token.ValueText)
            .ToList();
        return Array.Exists(names.ToArray(), StateCheckWords.Kept.Matches)
            ? flow.IsFrom(side)
            : flow.IsRaw(side) && (!StateCheckWords.Identities.Matches(names.Count > 0 ? names[names.Count - 1] : "") || StateRows.IsKeyOf(other));
    }

    /// <summary><c>string.Equals(saved, state)</c>, <c>FixedTimeEquals(expected, bytes)</c>: a call without available source.</summary>
    public bool IsCheck(InvocationExpressionSyntax call, ValueFlow flow)
    {
        var sides = call.ArgumentList.Arguments.Select(static given => given.Expression).ToList();
        if (call.Receiver() is { } receiver)
        {
            sides.Add(receiver);
        }

        return !sides.Exists(IsConstant)
            && !sides.Exists(side => !flow.IsFrom(side) && IsKnownToAnybody(side))
            && sides.Count(flow.IsRaw) < 2;
    }

    /// <summary>Returns true for a literal, a default value, or a member such as <c>string.Empty</c>.</summary>
    public static bool IsConstant(ExpressionSyntax code) => code switch
    {
        LiteralExpressionSyntax or DefaultExpressionSyntax => true,
        MemberAccessExpressionSyntax access => StateCheckWords.Constants.Matches(access.Name.Identifier.ValueText),
        PrefixUnaryExpressionSyntax unary => IsConstant(unary.Operand),
        _ => false,
    };

    /// <summary>
    /// A call that also takes the code makes the whole connection and may check the state first; if it takes the awaited result of an exchange,
    /// that is too late.
    /// </summary>
    public static bool TakesCode(InvocationExpressionSyntax call) =>
        call.ArgumentList.DescendantNodes(static node => node is not AwaitExpressionSyntax).OfType<IdentifierNameSyntax>()
            .Any(static name => RequestValue.Code.IsMember(name.Identifier.ValueText));

    /// <summary>A named constant, or a value of the same link: whoever writes the link knows the former and chooses the latter.</summary>
    private bool IsKnownToAnybody(ExpressionSyntax other) => other switch
    {
        IdentifierNameSyntax name when _ofLink.Contains(name.Identifier.ValueText) => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax =>
            _methods.Model(other.SyntaxTree).GetConstantValue(other) is { HasValue: true, Value: string },
        _ => RequestReads.KeyOf(other) is { } key && !StateCheckWords.Kept.Matches(key),
    };

    /// <summary>
    /// Returns true for a value of the query or form. A parameter named like a stored value may be one, supplied by something else.
    /// </summary>
    private static bool ComesWithLink(ParameterSyntax parameter) =>
        parameter.Type is { } type && StateCheckWords.TypesOfLinks.Matches(type.ToString().TrimEnd('?').Split('.').Last())
        && !StateCheckWords.Kept.Matches(parameter.Identifier.ValueText)
        && !StateNames.IsStateName(parameter.Identifier.ValueText) && !RequestValue.Code.IsMember(parameter.Identifier.ValueText)
        && parameter.AttributeLists.All(static list => list.Attributes.All(static attribute =>
            Array.Exists(OfLinks, name => attribute.Name.ToString() == name)));

    /// <summary>
    /// <c>pending.TryGet(id, out var kept) … kept.Token</c>, <c>cache.Get(id) is Pending kept … kept.Token</c>: one part of the state finds what
    /// another is compared with.
    /// </summary>
    private static bool IsFoundByPart(ExpressionSyntax other, ValueFlow flow) =>
        other is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var part } && StateCheckWords.KeptParts.Matches(part)
        && other.Root() is { } found
        && Members.Around(other)?.TokensNamed(found).Any(token => FinderOf(token.Parent) is { } call
            && call.ArgumentList.Arguments.Any(given => flow.IsFrom(given.Expression))) == true;

    /// <summary>Gets the call that finds what a variable is declared for.</summary>
    private static InvocationExpressionSyntax? FinderOf(SyntaxNode? variable) => variable?.Parent switch
    {
        DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
            when variable is SingleVariableDesignationSyntax && StateCheckWords.Finds.Matches(call.CalledName()) => call,
        PatternSyntax pattern when variable is SingleVariableDesignationSyntax
            && pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { Expression: InvocationExpressionSyntax call }
            && StateCheckWords.Lookups.Matches(call.CalledName()) && StateRows.IsStore(call.Receiver()) => call,
        _ => null,
    };
}
