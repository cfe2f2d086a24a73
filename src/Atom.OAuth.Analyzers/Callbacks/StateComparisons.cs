using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What a state is compared with, and whether that says something about where it comes from.</summary>
internal sealed class StateComparisons
{
    /// <summary>Attributes of a parameter that comes with the link, as the state does.</summary>
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

    /// <summary>The state itself beside something that is no constant and no person; or a part of it beside something that was kept.</summary>
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

    /// <summary><c>string.Equals(saved, state)</c>, <c>FixedTimeEquals(expected, bytes)</c>; a call that cannot be looked into.</summary>
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

    /// <summary>A literal, or nothing.</summary>
    public static bool IsConstant(ExpressionSyntax code) => code switch
    {
        LiteralExpressionSyntax or DefaultExpressionSyntax => true,
        MemberAccessExpressionSyntax access => StateCheckWords.Constants.Matches(access.Name.Identifier.ValueText),
        PrefixUnaryExpressionSyntax unary => IsConstant(unary.Operand),
        _ => false,
    };

    /// <summary>What takes the code as well makes the whole connection, and may check the state before; what takes an answer to it is late.</summary>
    public static bool TakesCode(InvocationExpressionSyntax call) =>
        call.ArgumentList.DescendantNodes(static node => node is not AwaitExpressionSyntax).OfType<IdentifierNameSyntax>()
            .Any(static name => RequestValue.Code.IsMember(name.Identifier.ValueText));

    /// <summary>A text that has a name, or a value of the same link: whoever makes the link knows the one and writes the other.</summary>
    private bool IsKnownToAnybody(ExpressionSyntax other) => other switch
    {
        IdentifierNameSyntax name when _ofLink.Contains(name.Identifier.ValueText) => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax =>
            _methods.Model(other.SyntaxTree).GetConstantValue(other) is { HasValue: true, Value: string },
        _ => RequestReads.KeyOf(other) is { } key && !StateCheckWords.Kept.Matches(key),
    };

    /// <summary>A text of the query or the form. What is named after something that was kept may be that, and somebody else hands it over.</summary>
    private static bool ComesWithLink(ParameterSyntax parameter) =>
        parameter.Type is { } type && StateCheckWords.TypesOfLinks.Matches(type.ToString().TrimEnd('?').Split('.').Last())
        && !StateCheckWords.Kept.Matches(parameter.Identifier.ValueText)
        && !StateNames.IsStateName(parameter.Identifier.ValueText) && !RequestValue.Code.IsMember(parameter.Identifier.ValueText)
        && parameter.AttributeLists.All(static list => list.Attributes.All(static attribute =>
            Array.Exists(OfLinks, name => attribute.Name.ToString() == name)));

    /// <summary><c>pending.TryGet(id, out var kept) … kept.Token</c>: one part of the state finds what the other is compared with.</summary>
    private static bool IsFoundByPart(ExpressionSyntax other, ValueFlow flow) =>
        other is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var part } && StateCheckWords.KeptParts.Matches(part)
        && other.Root() is { } found
        && Members.Around(other)?.TokensNamed(found).Any(token =>
            token.Parent is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: var lookup } } }
            && lookup is InvocationExpressionSyntax call && StateCheckWords.Finds.Matches(call.CalledName())
            && call.ArgumentList.Arguments.Any(given => flow.IsFrom(given.Expression))) == true;
}
