using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Finds the values that patterns are matched against.</summary>
internal static class Patterns
{
    /// <summary>Gets the value matched by a pattern or its designation; null if unknown, as for the element of a list.</summary>
    public static IOperation? MatchedValue(IOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation test => test.Value,
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
        IPropertySubpatternOperation member => member.Member,
        INegatedPatternOperation or IBinaryPatternOperation => MatchedValue(pattern.Parent),
        _ => null,
    };

    /// <summary>Gets the object whose <c>Content</c> is matched in <c>response is { Content: … }</c>; null for any other reference.</summary>
    public static IOperation? InputOf(IOperation reference)
    {
        if (reference is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput })
        {
            return null;
        }

        var around = reference.Parent;
        while (around is not null and not IRecursivePatternOperation)
        {
            around = around.Parent;
        }

        return around is null ? null : MatchedValue(around);
    }
}
