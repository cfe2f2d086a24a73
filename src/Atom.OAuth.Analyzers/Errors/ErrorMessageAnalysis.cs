using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Reads;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Finds OAuth error messages that a file builds by hand: from the sinks of messages to the parts of each message and the OAuth errors among
/// them. Used by both the analyzer and the code fix.
/// </summary>
internal sealed class ErrorMessageAnalysis
{
    /// <summary>Parts of the names of members that are set only on failure.</summary>
    private static readonly WordTable FailureMembers = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "err");

    /// <summary>A member without one of these words, in any case, mentions no error and no failure.</summary>
    private static readonly string[] SearchWordsOfFailures = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase,
        FailureTests.Tables.Concat(ErrorSinks.TablesOfFailures).Append(FailureMembers).Append(ErrorNames.NamesOfParts).ToArray());

    private readonly SemanticModel _model;
    private readonly OAuthOptions _options;
    private readonly ResponseAnalysis _responses;
    private readonly CancellationToken _cancellationToken;

    private ErrorMessageAnalysis(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, CancellationToken cancellationToken)
    {
        _model = model;
        _options = options;
        _responses = ResponseAnalysis.Of(model.Compilation, symbols, options);
        _cancellationToken = cancellationToken;
    }

    /// <summary>Searches the text: most files have nothing to do with OAuth.</summary>
    public static bool MayHaveAny(SyntaxNode root) => root.MentionsInAnyCase(ErrorNames.WordsOfTypes);

    /// <summary>Gets the findings of a file.</summary>
    public static IReadOnlyList<ErrorMessageFinding> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        Find(model, options, model.SyntaxTree.GetRoot(cancellationToken).FullSpan, cancellationToken);

    /// <summary>Gets the findings in the members that intersect with a span.</summary>
    public static IReadOnlyList<ErrorMessageFinding> Find(
        SemanticModel model, OAuthOptions options, TextSpan span, CancellationToken cancellationToken)
    {
        if (OAuthSymbols.TryCreate(model.Compilation) is not { } symbols)
        {
            return Array.Empty<ErrorMessageFinding>();
        }

        var analysis = new ErrorMessageAnalysis(model, symbols, options, cancellationToken);
        return Members(model.SyntaxTree.GetRoot(cancellationToken))
            .Where(member => member.FullSpan.IntersectsWith(span))
            .SelectMany(analysis.FindIn)
            .ToList();
    }

    /// <summary>Gets the members that may handle an OAuth error, and the file itself for top-level statements.</summary>
    private static IEnumerable<SyntaxNode> Members(SyntaxNode container)
    {
        if (container is CompilationUnitSyntax file && file.Members.Any(SyntaxKind.GlobalStatement))
        {
            yield return file;
        }

        foreach (var child in container.ChildNodes())
        {
            switch (child)
            {
                case BaseNamespaceDeclarationSyntax:
                case TypeDeclarationSyntax when MayHaveAny(child):
                    foreach (var member in Members(child))
                    {
                        yield return member;
                    }

                    break;
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax when MayWord(child):
                    yield return child;
                    break;
            }
        }
    }

    /// <summary>
    /// Searches the text of a member: it must contain a possible OAuth error, and mention an error or a failure, because a response body is an
    /// error only on failure.
    /// </summary>
    private static bool MayWord(SyntaxNode member) =>
        member.MentionsInAnyCase(ErrorNames.WordsOfSources) && member.MentionsInAnyCase(SearchWordsOfFailures);

    private IEnumerable<ErrorMessageFinding> FindIn(SyntaxNode member)
    {
        // A single pass over the member collects the sinks and the assignments of its variables.
        List<(SyntaxNode Node, SinkKind Kind)> sinks = new();
        List<SyntaxNode> assignments = new();
        foreach (var node in member.DescendantNodes(static n => n is not (TypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)))
        {
            if (KindOf(node) is var kind and not SinkKind.None)
            {
                sinks.Add((node, kind));
            }

            if (LocalValues.MayAssign(node))
            {
                assignments.Add(node);
            }
        }

        var locals = new LocalValues(assignments);
        var parts = new MessageParts(locals, _model);
        var sources = new ErrorSources(_model, _responses, member, locals);
        var reported = new HashSet<SyntaxNode>();
        foreach (var (node, kind) in sinks)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!(reported.Count > 0 && node.Ancestors().Any(reported.Contains))
                && FindAt(node, kind, parts, sources, locals) is { } finding
                && !finding.Message.AncestorsAndSelf().Any(reported.Contains))
            {
                reported.Add(node);
                reported.Add(finding.Message);
                yield return finding;
            }
        }
    }

    // The kind is checked first, because most nodes are none of these.
    private static SinkKind KindOf(SyntaxNode node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.InvocationExpression:
                return ((InvocationExpressionSyntax)node).CalledName() is { Length: > 0 } name
                    ? ErrorSinks.OfCall((InvocationExpressionSyntax)node, name)
                    : SinkKind.None;
            case SyntaxKind.ObjectCreationExpression
                when ErrorSinks.OfType(((ObjectCreationExpressionSyntax)node).Type.LastName()) is var kind and not SinkKind.None:
                return kind;
            case SyntaxKind.ObjectCreationExpression or SyntaxKind.ImplicitObjectCreationExpression
                when node.Parent is ThrowStatementSyntax or ThrowExpressionSyntax:
                return SinkKind.Exception;
            case SyntaxKind.ObjectCreationExpression or SyntaxKind.ImplicitObjectCreationExpression:
                return MessageMembers((BaseObjectCreationExpressionSyntax)node).Any() ? SinkKind.Result : KindOfOutcome(node);
            case SyntaxKind.SimpleAssignmentExpression when node.Parent is not InitializerExpressionSyntax:
                var assignment = (AssignmentExpressionSyntax)node;
                return IsKeptByConstructor(assignment) ? SinkKind.None : ErrorSinks.OfTarget(assignment.Left);
            case SyntaxKind.ReturnStatement when node is ReturnStatementSyntax { Expression: { } written } && WrittenObjects.IsWritten(written):
            case SyntaxKind.ArrowExpressionClause when WrittenObjects.IsWritten(((ArrowExpressionClauseSyntax)node).Expression):
                return SinkKind.Result;
            case SyntaxKind.ReturnStatement when node is ReturnStatementSyntax { Expression: { } returned } && IsText(returned):
            case SyntaxKind.ArrowExpressionClause when IsText(((ArrowExpressionClauseSyntax)node).Expression):
                return SinkKind.Returned;
            default:
                return SinkKind.None;
        }
    }

    /// <summary>
    /// Recognizes an outcome whose constructor takes a message: composed, <c>new LoginResult(false, $"Slack said {error}")</c>, or named as one,
    /// <c>new LoginResult(false, ErrorMessage: error)</c>.
    /// </summary>
    private static SinkKind KindOfOutcome(SyntaxNode node) =>
        node is not ObjectCreationExpressionSyntax { Type: var type, ArgumentList.Arguments: var arguments }
            || !(ErrorSinks.IsOutcome(type.LastName()) || IsReturned((ObjectCreationExpressionSyntax)node))
            ? SinkKind.None
        : ErrorSinks.IsOutcome(type.LastName())
            && arguments.Any(static argument => argument.NameColon is { Name: var name } && ErrorSinks.IsMessageMember(name)) ? SinkKind.Result
        : arguments.Any(static argument => argument.Expression is not TupleExpressionSyntax && IsText(argument.Expression)) ? SinkKind.Returned
        : SinkKind.None;

    /// <summary><c>return new Refused($"Slack said {error}");</c>: an object of any name that says why a method has no result.</summary>
    private static bool IsReturned(ObjectCreationExpressionSyntax created) =>
        created.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
        && !ErrorSinks.IsOtherObject(created.Type.LastName())
        && created.ArgumentList?.Arguments.Any(static argument => IsAddress(argument.Expression)) != true;

    /// <summary><c>new Uri($"{back}?error={error}")</c>: an address for a program, however it is called.</summary>
    private static bool IsAddress(ExpressionSyntax text) => text.Mentions(ErrorSinks.ErrorKeys);

    /// <summary>A constructor only stores the parts; the message is built where they are read.</summary>
    private static bool IsKeptByConstructor(AssignmentExpressionSyntax assignment) =>
        assignment is { Right: IdentifierNameSyntax, Left: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } }
            && assignment.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is ConstructorDeclarationSyntax;

    /// <summary>Gets the members for messages in the initializer of an object.</summary>
    private static IEnumerable<AssignmentExpressionSyntax> MessageMembers(BaseObjectCreationExpressionSyntax created) =>
        created.Initializer?.Expressions
            .OfType<AssignmentExpressionSyntax>()
            .Where(static member => member.Left is SimpleNameSyntax name && ErrorSinks.IsMessageMember(name))
        ?? Enumerable.Empty<AssignmentExpressionSyntax>();

    /// <summary>Returns true for a code that is kept as such, for programs, in addition to a message for people.</summary>
    private static bool IsCodeBesideMessage(ExpressionSyntax value) => value.Parent switch
    {
        AssignmentExpressionSyntax
        {
            Left: IdentifierNameSyntax code,
            Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax created },
        } => IsCode(code) && MessageMembers(created).Any(static member =>
            member.Left is IdentifierNameSyntax name && !IsCode(name) && member.Right is not LiteralExpressionSyntax),
        ArgumentSyntax { NameColon.Name: var code, Parent: ArgumentListSyntax { Arguments: var given, Parent: BaseObjectCreationExpressionSyntax } } =>
            IsCode(code) && given.Any(static argument => argument is { NameColon.Name: var name, Expression: not LiteralExpressionSyntax }
                && ErrorSinks.IsMessageMember(name) && !IsCode(name)),
        _ => false,
    };

    private static bool IsCode(IdentifierNameSyntax name) => ErrorNames.Part(name.Identifier.ValueText) == ErrorPart.Code;

    /// <summary>A part that is copied to the same member of another object becomes a message where that member is used.</summary>
    private static bool IsCopy(ExpressionSyntax value, SinkKind kind) =>
        kind == SinkKind.Result
        && CopiedTo(value) is { } target
        && NameOf(value is SwitchExpressionSyntax choice ? choice.GoverningExpression : value) is { } name
        && string.Equals(name.Replace("_", ""), target.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the name of the other object's member, or of its constructor's parameter.</summary>
    private static string? CopiedTo(ExpressionSyntax value) => value.Parent switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } member } => NameOf(member),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Parent: InitializerExpressionSyntax } => NameOf(member),
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: var parameter, Parent.Parent: BaseObjectCreationExpressionSyntax } => parameter,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression.Inner() switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }] } => key,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name
            when assignment.Left == name =>
            name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Returns true if a formatter creates the message from parts that are also passed on: <c>new X(Format(error), error)</c>.</summary>
    private bool IsWordedBeside(SyntaxNode sink, List<ErrorSource> sources) =>
        MessagesOf(sink).OfType<InvocationExpressionSyntax>().Any(call => TextCalls.Subject(call) is null && !MessageParts.BuildsPlace(call)
            && ErrorFactories.Given(call, _model) is null
            && call.ArgumentList.Arguments.Any(argument => sources.Exists(source => source.Written.IsEquivalentTo(argument.Expression))));

    /// <summary>Returns true for an exception of the project whose constructor only stores the parts in members.</summary>
    private bool IsKeptByException(SyntaxNode sink, SinkKind kind) =>
        kind == SinkKind.Exception
        && sink is BaseObjectCreationExpressionSyntax
        && _model.GetSymbolInfo(sink, _cancellationToken).Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken)
            is ConstructorDeclarationSyntax { Initializer: null, Body: { } body, Parent: TypeDeclarationSyntax type }
        && !type.Members.OfType<PropertyDeclarationSyntax>().Any(static property => property.Identifier.ValueText == "Message")
        && body.Statements.All(
            static statement => statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: IdentifierNameSyntax } });

    /// <summary>Returns true for a method of the project that only checks whether there is an error, and shows its own texts.</summary>
    private bool IsOnlyAsked(SyntaxNode sink, List<ErrorSource> sources) =>
        sink is InvocationExpressionSyntax call
        && _model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol { DeclaringSyntaxReferences: [var reference] } method
        && reference.GetSyntax(_cancellationToken) is { } declaration
        && LocalValues.ParametersOf(declaration).ToList() is var parameters
        && call.ArgumentList.Arguments.Select(static (argument, index) => (argument, index)).All(given =>
            !sources.Exists(source => given.argument.Span.Contains(source.Written.Span))
            || (given.index < parameters.Count && given.argument.NameColon is null && FailureTests.OnlyAskFor(parameters[given.index], declaration)));

    /// <summary>Only a composed text counts as a message where it is returned.</summary>
    private static bool IsText(ExpressionSyntax value) =>
        value.Inner() is InterpolatedStringExpressionSyntax or TupleExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or IdentifierNameSyntax
        || (value.Inner() is InvocationExpressionSyntax call && TextCalls.IsBuilding(call));

    private static IEnumerable<ExpressionSyntax> MessagesOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Select(static a => a.Expression),
        BaseObjectCreationExpressionSyntax created =>
            (created.ArgumentList?.Arguments.Select(static a => a.Expression) ?? Enumerable.Empty<ExpressionSyntax>())
            .Concat(MessageMembers(created).Select(static member => member.Right)),
        AssignmentExpressionSyntax assignment => new[] { assignment.Right },
        ReturnStatementSyntax { Expression: { } value } => new[] { value },
        ArrowExpressionClauseSyntax arrow => new[] { arrow.Expression },
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    private ErrorMessageFinding? FindAt(SyntaxNode node, SinkKind kind, MessageParts parts, ErrorSources sources, LocalValues locals)
    {
        ExpressionSyntax? message = null;
        string? provider = null;
        var (found, isBuilt) = (new List<ErrorSource>(), false);
        foreach (var argument in MessagesOf(node))
        {
            foreach (var part in parts.Of(argument))
            {
                if (sources.Find(part) is not { } source
                    || (part.BuiltBy is null && (IsCopy(argument, kind) || (source.Part == ErrorPart.Code && IsCodeBesideMessage(argument))))
                    || (source.Part == ErrorPart.Body && !IsFailure(node, kind, argument, part)))
                {
                    continue;
                }

                var whole = part.Given ?? argument;
                found.Add(new ErrorSource(source.Part, part.Value, part.Written, source.Origin, whole));
                provider ??= source.Provider;
                message ??= part.BuiltBy ?? whole;
                isBuilt |= part.BuiltBy is not null;
            }
        }

        // A value that is returned or passed on unchanged becomes a message where it is used.
        if (message is null
            || (kind == SinkKind.Returned && !isBuilt)
            || ErrorFormatters.Contain(node, found, _model, _options, locals)
            || IsListed(node)
            || (!isBuilt && (IsWordedBeside(node, found) || IsKeptByException(node, kind) || (kind == SinkKind.Shown && IsOnlyAsked(node, found))))
            || TestCode.Contains(node))
        {
            return null;
        }

        return new ErrorMessageFinding(
            node, kind, message, found, isBuilt, ErrorSources.ProviderInWords(node) ?? provider ?? sources.ProviderOf(node));
    }

    private static bool IsFailure(SyntaxNode node, SinkKind kind, ExpressionSyntax message, MessagePart part) =>
        ErrorSinks.TellsFailure(kind)
        || (kind == SinkKind.Result && message.Parent is AssignmentExpressionSyntax { Left: var target } && FailureMembers.Matches(target.ToString()))
        || FailureTests.Surround(node)
        || FailureTests.AreTold(part.BuiltBy ?? node);

    /// <summary>Returns true if a formatter configured in an option creates the message.</summary>
    private bool IsListed(SyntaxNode node) =>
        !_options.ErrorFormatterMethods.IsEmpty
            && node is InvocationExpressionSyntax call
            && _model.GetSymbolInfo(call).Symbol is IMethodSymbol method
            && _options.ErrorFormatterMethods.Contains(method);
}
