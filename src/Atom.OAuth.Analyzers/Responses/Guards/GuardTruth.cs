namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>What a condition says about the body when it turns out true or false.</summary>
[Flags]
internal enum GuardTruth
{
    /// <summary>The condition is no test of the body.</summary>
    None = 0,

    /// <summary>On the true branch the body is no page.</summary>
    SafeWhenTrue = 1,

    /// <summary>On the false branch the body is no page.</summary>
    SafeWhenFalse = 2,

    /// <summary>A test that is not understood: both branches count, for an unknown construct means no report.</summary>
    SafeEitherWay = SafeWhenTrue | SafeWhenFalse,
}

internal static class GuardTruthExtensions
{
    public static GuardTruth Negate(this GuardTruth truth) => truth switch
    {
        GuardTruth.SafeWhenTrue => GuardTruth.SafeWhenFalse,
        GuardTruth.SafeWhenFalse => GuardTruth.SafeWhenTrue,
        _ => truth,
    };

    /// <summary><c>a &amp;&amp; b</c>: true tells both, false tells what both tell.</summary>
    public static GuardTruth And(this GuardTruth left, GuardTruth right) =>
        ((left | right) & GuardTruth.SafeWhenTrue) | (left & right & GuardTruth.SafeWhenFalse);

    /// <summary><c>a || b</c>: false tells both, true tells what both tell.</summary>
    public static GuardTruth Or(this GuardTruth left, GuardTruth right) => left.Negate().And(right.Negate()).Negate();
}
