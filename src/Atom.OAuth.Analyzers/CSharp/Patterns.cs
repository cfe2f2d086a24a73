using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>What the parts of a pattern are matched with.</summary>
internal static class Patterns
{
    /// <summary>The value that a pattern, or what it declares, stands for; null where nothing tells, as for the element of a list.</summary>
    public static IOperation? MatchedValue(IOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation test => test.Value,
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation choice } => choice.Value,
        IPropertySubpatternOperation member => member.Member,
        INegatedPatternOperation or IBinaryPatternOperation => MatchedValue(pattern.Parent),
        _ => null,
    };

    /// <summary>What <c>Content</c> is a member of in <c>response is { Content: … }</c>; null for any other reference.</summary>
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
