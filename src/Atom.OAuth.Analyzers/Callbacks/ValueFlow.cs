using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>A value that a request brings: the keys and the members under which it comes.</summary>
internal sealed record RequestValue(string[] Keys, string[] Members)
{
    public static readonly RequestValue Code = new(CallbackMarks.CodeKeys, CallbackMarks.CodeNames);
    public static readonly RequestValue State = new(CallbackMarks.StateKeys, CallbackMarks.StateNames);

    public bool IsMember(string name) => Array.Exists(Members, member => string.Equals(member, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// What is made of a value in one body, by the names of variables: binding would lose the values of libraries that are missing.
/// </summary>
internal sealed class ValueFlow
{
    private readonly RequestValue _value;
    private readonly HashSet<string> _raw;
    private readonly HashSet<string> _carriers;
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);

    /// <param name="body">The code to follow the value in.</param>
    /// <param name="value">What is followed.</param>
    /// <param name="names">Parameters and members that are the value.</param>
    /// <param name="carriers">Parameters whose objects have the value as a member.</param>
    public ValueFlow(SyntaxNode body, RequestValue value, IEnumerable<string> names, IEnumerable<string> carriers)
    {
        _value = value;
        _raw = new HashSet<string>(names, StringComparer.Ordinal);
        _names = new HashSet<string>(_raw, StringComparer.Ordinal);
        _carriers = new HashSet<string>(carriers, StringComparer.Ordinal);
        foreach (var node in body.DescendantNodes())
        {
            Follow(node);
        }
    }

    public bool IsLocal(string name) => _locals.Contains(name);

    /// <summary>True when the code is, or is made of, the value.</summary>
    public bool IsFrom(SyntaxNode code) => code.DescendantNodesAndSelf().Any(IsUse);

    /// <summary>True for the value itself, as it came, and for a text that it is a part of.</summary>
    public bool IsRaw(ExpressionSyntax code) => code switch
    {
        IdentifierNameSyntax name => _raw.Contains(name.Identifier.ValueText),
        ParenthesizedExpressionSyntax inner => IsRaw(inner.Expression),
        PostfixUnaryExpressionSyntax inner => IsRaw(inner.Operand),
        CastExpressionSyntax cast => IsRaw(cast.Expression),
        AwaitExpressionSyntax wait => IsRaw(wait.Expression),
        BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.CoalesceExpression or SyntaxKind.AddExpression => IsRaw(binary.Left) || IsRaw(binary.Right),
        InterpolatedStringExpressionSyntax text => text.Contents.OfType<InterpolationSyntax>().Any(part => IsRaw(part.Expression)),
        MemberAccessExpressionSyntax access => IsCarried(access) || (access.Name.Identifier.ValueText is "Value" && IsRaw(access.Expression)) || (access.Expression is ThisExpressionSyntax && IsRaw(access.Name)),
        ConditionalAccessExpressionSyntax access => IsRaw(access.Expression) || IsUse(access.Expression),
        ElementAccessExpressionSyntax access => IsKeyRead(access) || (access.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: "0" } }] && IsRaw(access.Expression)),
        InvocationExpressionSyntax call => IsKeyRead(call)
            || (SaveMarks.Texts.Matches(call.CalledName()) && (call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression)) || (call.Receiver() is { } receiver && IsRaw(receiver))))
            || (call.CalledName() is "FirstOrDefault" or "First" or "Single" or "GetBytes" && call.Receiver() is { } values && (IsRaw(values) || call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression)))),
        _ => false,
    };

    /// <summary>True when tokens that came for the value are in the code, by what it is made of or is called.</summary>
    public bool HasTokens(SyntaxNode code) =>
        IsFrom(code) && code.DescendantTokens().Any(token => (token.IsKind(SyntaxKind.IdentifierToken) && _tokens.Contains(token.ValueText) && IsValue(token)) || NamesToken(token));

    /// <summary>The object that carries the value, handed over whole or newly made.</summary>
    public bool IsCarrier(ExpressionSyntax code) =>
        (code is IdentifierNameSyntax name && _carriers.Contains(name.Identifier.ValueText)) || (code is BaseObjectCreationExpressionSyntax && IsFrom(code));

    private static bool NamesToken(SyntaxToken token) =>
        token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken
        && token.ValueText.Length is > 4 and < 60
        && token.ValueText != "CancellationToken"
        && token.ValueText.IndexOf("ancellationToken", StringComparison.Ordinal) < 0
        && SaveMarks.TokenNames.Matches(token.ValueText);

    private bool IsUse(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name when _names.Contains(name.Identifier.ValueText) => IsValue(name.Identifier),
        IdentifierNameSyntax name when _carriers.Contains(name.Identifier.ValueText) => IsValue(name.Identifier)
            && name.Parent switch
            {
                MemberAccessExpressionSyntax access => _value.IsMember(access.Name.Identifier.ValueText),
                ConditionalAccessExpressionSyntax access => access.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } member && _value.IsMember(member.Name.Identifier.ValueText),
                ArgumentSyntax or EqualsValueClauseSyntax or InitializerExpressionSyntax => true,
                _ => false,
            },
        ElementAccessExpressionSyntax or InvocationExpressionSyntax => IsKeyRead(node),
        _ => false,
    };

    /// <summary>No name of a member, an argument or an initializer.</summary>
    private static bool IsValue(SyntaxToken token) => token.Parent switch
    {
        { Parent: MemberAccessExpressionSyntax access } name => access.Name != name || access.Expression is ThisExpressionSyntax,
        { Parent: NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax } => false,
        { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name => assignment.Left != name,
        _ => true,
    };

    private bool IsCarried(MemberAccessExpressionSyntax access) =>
        access.Expression is IdentifierNameSyntax name && _carriers.Contains(name.Identifier.ValueText) && _value.IsMember(access.Name.Identifier.ValueText);

    /// <summary><c>Request.Query["code"]</c>, <c>query.Get("code")</c>, <c>Request.Query.TryGetValue("code", …)</c>, …</summary>
    public bool IsKeyRead(SyntaxNode node) => RequestReads.KeyOf(node) is { } key && Array.IndexOf(_value.Keys, key) >= 0;

    private void Follow(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax variable:
                _locals.Add(variable.Identifier.ValueText);
                if (variable.Initializer is { Value: var value })
                {
                    Set(variable.Identifier.ValueText, value);
                }

                break;
            case SingleVariableDesignationSyntax designation:
                _locals.Add(designation.Identifier.ValueText);
                if (Source(designation) is { } source)
                {
                    Set(designation.Identifier.ValueText, source);
                }

                break;
            case AssignmentExpressionSyntax assignment:
                foreach (var target in Targets(assignment.Left))
                {
                    Set(target, assignment.Right, isWhole: assignment.Left is IdentifierNameSyntax, member: (assignment.Left as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText);
                }

                break;
            case ForEachStatementSyntax loop:
                _locals.Add(loop.Identifier.ValueText);
                Set(loop.Identifier.ValueText, loop.Expression);
                break;
            case InvocationExpressionSyntax { Parent: not ArgumentSyntax } call when call.Receiver()?.Root() is { } root && _locals.Contains(root) && call.ArgumentList.Arguments.Any(argument => IsFrom(argument)):
                // request.AddParameter("code", code)
                Set(root, call.ArgumentList, isWhole: false);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax output, Parent.Parent: InvocationExpressionSyntax call }:
                Set(output.Identifier.ValueText, call);
                break;
        }
    }

    /// <summary>What a variable of a pattern, of an out argument or of a deconstruction is taken from.</summary>
    private static ExpressionSyntax? Source(SingleVariableDesignationSyntax designation) =>
        designation.FirstAncestorOrSelf<SyntaxNode>(static node => node is ArgumentSyntax or IsPatternExpressionSyntax or AssignmentExpressionSyntax or SwitchStatementSyntax or StatementSyntax) switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax tuple } } => tuple.Right,
            IsPatternExpressionSyntax pattern => pattern.Expression,
            AssignmentExpressionSyntax assignment => assignment.Right,
            _ => null,
        };

    private static IEnumerable<string> Targets(ExpressionSyntax target) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Select(static argument => argument.Expression.Root()).OfType<string>(),
        _ when target.Root() is { } root => new[] { root },
        _ => Enumerable.Empty<string>(),
    };

    private void Set(string name, SyntaxNode value, bool isWhole = true, string? member = null)
    {
        if (!IsFrom(value))
        {
            return;
        }

        if (isWhole && value is ExpressionSyntax expression && (IsRaw(expression) || IsTaken(expression)))
        {
            _raw.Add(name);
        }
        else if (isWhole && value is ExpressionSyntax created && IsCarrier(created))
        {
            _carriers.Add(name);
        }

        _names.Add(name);
        if (HoldsTokens(name, value) || (member is not null && SaveMarks.TokenNames.Matches(member)))
        {
            _tokens.Add(name);
        }
    }

    /// <summary>Read by key into an output: <c>query.TryGetValue("state", out var state)</c>.</summary>
    private bool IsTaken(ExpressionSyntax value) => value is InvocationExpressionSyntax call && IsKeyRead(call);

    private bool HoldsTokens(string name, SyntaxNode value)
    {
        foreach (var call in value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            var called = call.CalledName();
            if (SaveMarks.TokenNames.Matches(called))
            {
                return true;
            }

            if (SaveMarks.Profiles.Matches(called))
            {
                return false;
            }

            // What comes for the code itself is tokens.
            if (!SaveMarks.Texts.Matches(called) && !IsKeyRead(call) && call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression)))
            {
                return true;
            }
        }

        return SaveMarks.TokenNames.Matches(name) || HasTokens(value) || SendsRequest(value);
    }

    /// <summary>The answer to a request that was made with the code.</summary>
    private bool SendsRequest(SyntaxNode value) =>
        value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => ExchangeMarks.Sends.Matches(call.CalledName()) && call.ArgumentList.Arguments.Any(argument => IsFrom(argument)));
}
