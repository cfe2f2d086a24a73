using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What code does with an authorization code.</summary>
/// <param name="Exchanges">It exchanges the code for tokens.</param>
/// <param name="Saves">It stores the tokens.</param>
/// <param name="OpensSession">It signs a user in.</param>
internal readonly record struct CodeUse(bool Exchanges = false, bool Saves = false, bool OpensSession = false)
{
    public static CodeUse operator |(CodeUse left, CodeUse right) =>
        new(left.Exchanges || right.Exchanges, left.Saves || right.Saves, left.OpensSession || right.OpensSession);
}

/// <summary>What the expressions of a body do with an authorization code.</summary>
internal sealed class CodeUses
{
    private CodeUse _all;
    private bool _connectsApart;
    private bool _signsInApart;

    public CodeUses(bool exchanges) => _all = new CodeUse(exchanges);

    /// <summary>The first expression that gets tokens.</summary>
    public ExpressionSyntax? Exchange { get; private set; }

    /// <summary>The first expression that stores them.</summary>
    public ExpressionSyntax? Save { get; private set; }

    /// <summary>
    /// All uses combined. A callback for both purposes, <c>intent == Intent.Bot ? await ConnectAsync(code) : await SignInAsync(code)</c>, counts as a
    /// connection.
    /// </summary>
    public CodeUse All => _all with { OpensSession = _all.OpensSession || (_signsInApart && !_connectsApart) };

    public void Add(ExpressionSyntax expression, CodeUse use)
    {
        Exchange ??= use.Exchanges ? expression : null;
        Save ??= use.Saves ? expression : null;
        _connectsApart |= use is { Exchanges: true, Saves: true, OpensSession: false };
        _signsInApart |= use is { Exchanges: true, OpensSession: true };
        _all |= use with { OpensSession = use is { Exchanges: false, OpensSession: true } };
    }
}
