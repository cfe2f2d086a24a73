namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>What a condition says about the body if it is true or false.</summary>
[Flags]
internal enum GuardTruth
{
    /// <summary>The condition does not test the body.</summary>
    None = 0,

    /// <summary>On the true branch, the body is not an HTML page.</summary>
    SafeWhenTrue = 1,

    /// <summary>On the false branch, the body is not an HTML page.</summary>
    SafeWhenFalse = 2,

    /// <summary>A test that is not understood: both branches count as safe, because unknown constructs are not reported.</summary>
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

    /// <summary><c>a &amp;&amp; b</c>: safe when true if either operand is; safe when false only if both are.</summary>
    public static GuardTruth And(this GuardTruth left, GuardTruth right) =>
        ((left | right) & GuardTruth.SafeWhenTrue) | (left & right & GuardTruth.SafeWhenFalse);

    /// <summary><c>a || b</c>: safe when false if either operand is; safe when true only if both are.</summary>
    public static GuardTruth Or(this GuardTruth left, GuardTruth right) => left.Negate().And(right.Negate()).Negate();
}
