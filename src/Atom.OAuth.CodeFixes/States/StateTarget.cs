using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Where a protected state goes, and how to write it there.</summary>
/// <param name="Node">The code that is replaced or extended: the call that builds the state has to be awaited there.</param>
/// <param name="Write">Gets the change for an expression that builds the state.</param>
internal sealed record StateTarget(SyntaxNode Node, Func<string, TextChange> Write)
{
    /// <summary>Calls that add a parameter and return their receiver.</summary>
    private static readonly HashSet<string> Chained = new(StringComparer.Ordinal)
    {
        "SetQueryParam", "AddQueryParameter", "AddParameter", "AppendQueryParam", "AddQueryParam", "WithQueryParam", "WithParameter",
    };

    /// <summary>The value created by hand that is replaced; null if there is none.</summary>
    public ExpressionSyntax? Made { get; private init; }

    /// <summary>The constant that is replaced; null for another value.</summary>
    public string? Constant { get; init; }

    public static StateTarget? Of(StateFinding finding) => finding.Problem switch
    {
        StateProblem.MadeByHand when finding.Value is { } value => InPlaceOf(value),
        StateProblem.MadeByHand => ConstantInText.Of(finding.Site),
        StateProblem.LeftOut => AddedTo(finding),
        _ => null,
    };

    /// <summary>Replaces a value created by hand, where it is created; null if it is only a part of the state.</summary>
    public static StateTarget? InPlaceOf(ExpressionSyntax value) => MakerOf(value) is var made && IsPartOfValue(made)
        ? null
        : new StateTarget(made, build => new TextChange(made.Span, made.Parent switch
        {
            MemberAccessExpressionSyntax or BinaryExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax => $"({build})",
            _ => build,
        }))
        {
            Made = made,
            Constant = made is LiteralExpressionSyntax { Token.Value: string constant } ? constant : null,
        };

    /// <summary>Gets the only value to which the variable or member of the state is set; else the value in the request.</summary>
    private static ExpressionSyntax MakerOf(ExpressionSyntax value)
    {
        // The call that encodes it for the URL is kept.
        if (value is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax encoded }] } call
            && RequestNames.IsWrapper(call.CalledName()))
        {
            return MakerOf(encoded);
        }

        var set = value is IdentifierNameSyntax or MemberAccessExpressionSyntax
            ? StateTracer.ValuesSetTo(Functions.Around(value), value).Take(2).ToArray()
            : Array.Empty<ExpressionSyntax>();
        // A value from a tuple, or from a call with other results as well, is replaced where it is used.
        return set is [{ Parent: EqualsValueClauseSyntax or AssignmentExpressionSyntax { Left: not TupleExpressionSyntax } } made]
            && made.SpanStart < value.SpanStart
            && IsNoMoreThanState(value, made)
            ? made
            : value;
    }

    /// <summary>
    /// Returns true if every use of a variable may get the protected state instead: it is named as a state, it is random, or it has no other use.
    /// A user's id in a variable is also tested, logged and looked up.
    /// </summary>
    private static bool IsNoMoreThanState(ExpressionSyntax variable, ExpressionSyntax set) =>
        StateNames.IsStateName(FunctionRequests.LastName(variable))
        || RequestNames.IsRandom(set.ToString())
        || (variable is IdentifierNameSyntax { Identifier.ValueText: var name }
            && Functions.TokensWith(Functions.Around(variable), name).Count(token =>
                token.ValueText == name && token.Parent is IdentifierNameSyntax) == 1);

    /// <summary>Returns true if there is adjacent text in the URL, which would become part of a protected state.</summary>
    private static bool IsPartOfValue(ExpressionSyntax value)
    {
        if (value.Parent is not InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax { Contents: var contents } } hole)
        {
            return false;
        }

        var at = contents.IndexOf(hole);
        return (at > 0 && !(contents[at - 1] is InterpolatedStringTextSyntax { TextToken.ValueText: var before }
            && before.EndsWith("=", StringComparison.Ordinal)))
            || (at + 1 < contents.Count
                && !(contents[at + 1] is InterpolatedStringTextSyntax { TextToken.ValueText: ['&' or '#', ..] }));
    }

    /// <summary>
    /// Returns true if a method that gets the value adds something to it before it writes it into the URL, as in
    /// <c>$"&amp;state={id}:{state}"</c>: the callback could not check such a state.
    /// </summary>
    /// <param name="model">The semantic model.</param>
    public bool IsExtendedByCallee(SemanticModel model)
    {
        if (Made is not { } made)
        {
            return false;
        }

        var name = (made.Parent?.Parent as VariableDeclaratorSyntax)?.Identifier.ValueText;
        return Functions.Around(made).DescendantNodes().OfType<ArgumentSyntax>()
            .Where(argument => argument.Expression == made || (name is not null && argument.Expression.ToString() == name))
            .Any(argument => argument.Parent?.Parent is InvocationExpressionSyntax call
                && RedirectReader.ImplementationOf(call, model) is { DeclaringSyntaxReferences: [var declared] } method
                && argument.Parameter(method) is { } parameter
                && ExtendedState.IsIn(declared.GetSyntax(), parameter.Name));
    }

    private static StateTarget? AddedTo(StateFinding finding)
    {
        if (finding.Also.Length > 0 && finding.Also[0].SourceTree == finding.Site.SyntaxTree)
        {
            var root = finding.Site.SyntaxTree.GetRoot();
            if (ToCollection(root.FindNode(finding.Also[0].SourceSpan, getInnermostNodeForTie: true)) is { } target)
            {
                return target;
            }
        }

        // An endpoint's URL without parameters gets them elsewhere.
        return ToCollection(finding.Site)
            ?? (finding.Site is ExpressionSyntax start && RequestText.WholeOf(start) is var whole && whole.ToString().IndexOf('=') >= 0
            ? ToText(whole)
            : null);
    }

    private static StateTarget? ToCollection(SyntaxNode node)
    {
        switch (node)
        {
            case BaseObjectCreationExpressionSyntax { Initializer: { Expressions: { Count: > 0 } elements } }:
                return Element(elements.Last());
            case ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: > 0 } elements }:
                return Element(elements.Last());
            case AnonymousObjectCreationExpressionSyntax { Initializers: { Count: > 0 } members }:
                return After(members.Last(), static build => $"state = {build}");
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var collection }, Parent: ExpressionStatementSyntax statement }:
                return AfterStatement(statement, build => $"{collection}[\"state\"] = {build};");
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax collection },
                Parent: ExpressionStatementSyntax statement,
            }:
                return AfterStatement(statement, build => $"{collection}.Add(\"state\", {build});");
            case InvocationExpressionSyntax { ArgumentList.Arguments: [_, _], Expression: MemberAccessExpressionSyntax { Name: SimpleNameSyntax adder } access } call
                when Chained.Contains(adder.Identifier.ValueText):
                return Behind(call, access);
            default:
                return null;
        }
    }

    /// <summary>Adds a pair in the form of the last one in a list or dictionary.</summary>
    private static StateTarget? Element(ExpressionSyntax last) => last switch
    {
        AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax } => After(last, static build => $"[\"state\"] = {build}"),
        InitializerExpressionSyntax { Expressions.Count: 2 } => After(last, static build => $"{{ \"state\", {build} }}"),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 2, Initializer: null, Type: var type } =>
            After(last, build => $"new {type}(\"state\", {build})"),
        ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 2, Initializer: null } => After(last, static build => $"new(\"state\", {build})"),
        _ => null,
    };

    /// <summary>Adds a call to a chain, in the layout of the previous one.</summary>
    private static StateTarget Behind(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access) => new(call, build =>
    {
        var text = call.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(access.OperatorToken.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, access.OperatorToken.SpanStart));
        var lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        var layout = string.IsNullOrWhiteSpace(before) ? (lineBreak.Length > 0 ? lineBreak : "\n") + before : string.Empty;
        return new TextChange(new TextSpan(call.Span.End, 0), $"{layout}.{access.Name}(\"state\", {build})");
    });

    /// <summary>Adds an element in the layout of the last one.</summary>
    private static StateTarget After(SyntaxNode last, Func<string, string> element) => new(last, build =>
    {
        var tree = last.SyntaxTree.GetText();
        var line = tree.Lines.GetLineFromPosition(last.SpanStart);
        var indentation = tree.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
        var isOwnLine = string.IsNullOrWhiteSpace(indentation);
        var lineBreak = tree.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return new TextChange(
            new TextSpan(last.Span.End, 0),
            isOwnLine && lineBreak.Length > 0 ? $",{lineBreak}{indentation}{element(build)}" : $", {element(build)}");
    });

    private static StateTarget? AfterStatement(ExpressionStatementSyntax statement, Func<string, string> added)
    {
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        return statement.Parent is BlockSyntax or GlobalStatementSyntax
            && string.IsNullOrWhiteSpace(indentation)
            && line.EndIncludingLineBreak > line.End
            ? new StateTarget(statement, build => new TextChange(
                new TextSpan(statement.Span.End, 0),
                text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) + indentation + added(build)))
            : null;
    }

    /// <summary>Adds it to the last part of the text if that is interpolated, else after the text.</summary>
    private static StateTarget? ToText(ExpressionSyntax whole)
    {
        var last = whole;
        while (last is BinaryExpressionSyntax sum)
        {
            last = sum.Right;
        }

        return last switch
        {
            // The text already contains an empty state, which the user has to locate.
            _ when whole.ToString().IndexOf("state=", StringComparison.OrdinalIgnoreCase) >= 0 => null,
            InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedStringStartToken } interpolated =>
                new StateTarget(interpolated, build => new TextChange(new TextSpan(interpolated.StringEndToken.SpanStart, 0), $"&state={{{build}}}")),
            _ when whole is BinaryExpressionSyntax or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax =>
                new StateTarget(last, build => new TextChange(new TextSpan(whole.Span.End, 0), $" + \"&state=\" + {build}")),
            _ => null,
        };
    }
}
