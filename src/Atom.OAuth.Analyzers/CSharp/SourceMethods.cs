using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The bodies of the compilation's own methods, for questions that cross a method boundary.</summary>
internal sealed class SourceMethods
{
    /// <summary>A method that gives back what came over HTTP has one of these in its text.</summary>
    private static readonly string[] HttpWords =
    {
        "Http", "Response", "Content", "Async", "Client", "Request", "Send", "Post", "Fetch", "Download", "Execute", "Stream", "Text",
        "Body",
    };

    /// <summary>Characters of a method that makes a text of a text and does little besides.</summary>
    private const int MaxTextHelperLength = 300;

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _implementations = new(SymbolEqualityComparer.Default);

    // Bound once: what was found out about an operation is kept with it.
    private readonly ConcurrentDictionary<SyntaxNode, StrongBox<IOperation?>> _bodies = new();

    public SourceMethods(Compilation compilation) => _compilation = compilation;

    public static SyntaxNode? Declaration(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var node = reference.GetSyntax();
            if (node is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }
                or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }
                or LocalFunctionStatementSyntax or ArrowExpressionClauseSyntax)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The body of a method that may give back what came over HTTP, else null.</summary>
    public IOperation? GetFetching(IMethodSymbol method) =>
        (method.IsAbstract
            ? NamesFetching(method)
            : Declaration(method) is { } declaration && (MayFetch(declaration) || MayHandOnText(method, declaration)))
            ? Get(method)
            : null;

    /// <summary>The same for a method that may give it back in an object: a factory only creates it, <c>Answer.Success(body)</c>.</summary>
    public IOperation? GetCreating(IMethodSymbol method) =>
        GetFetching(method)
            ?? (method.IsStatic && Declaration(method) is { } declaration && declaration.Span.Length <= MaxTextHelperLength ? Get(method) : null);

    /// <summary>A short method that makes a text of a text, as one that cuts it.</summary>
    private static bool MayHandOnText(IMethodSymbol method, SyntaxNode declaration) =>
        method.ReturnType.SpecialType == SpecialType.System_String
        && declaration.Span.Length <= MaxTextHelperLength
        && method.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_String);

    /// <summary>A look at the text, before anything is bound: can the code give back what came over HTTP?</summary>
    public static bool MayFetch(SyntaxNode code)
    {
        if (!code.MentionsInAnyCase(HttpWords) && !code.Mentions("await"))
        {
            return false;
        }

        foreach (var token in code.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.AwaitKeyword)
                || (token.IsKind(SyntaxKind.IdentifierToken) && IsHttpWord(token.ValueText)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The method's body, or null for a method of another assembly. For an interface's or an abstract method, the body of
    /// its only implementation.
    /// </summary>
    public IOperation? Get(IMethodSymbol method) =>
        DeclarationRun(method) is { } declaration ? _bodies.GetOrAdd(declaration, Bind).Value : null;

    /// <summary>The same, as it is written.</summary>
    public SyntaxNode? DeclarationRun(IMethodSymbol method)
    {
        if (method.IsAbstract)
        {
            method = _implementations.GetOrAdd(method.OriginalDefinition, FindImplementation) ?? method;
        }

        return Declaration(method) is { } declaration && Contains(declaration.SyntaxTree) ? declaration : null;
    }

    /// <summary>The values that a property's or a field's own type assigns to it.</summary>
    public IEnumerable<IOperation> AssignedValues(ISymbol member)
    {
        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var token in Contains(part.SyntaxTree) ? part.GetSyntax().TokensNamed(member.Name) : Enumerable.Empty<SyntaxToken>())
            {
                if (ValueAssignedTo(token.Parent) is { } assigned and not LiteralExpressionSyntax && Operation(assigned) is { } value)
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>
    /// The value that an assignment gives to a variable or a member of the type itself, by its name on the left; null for another name.
    /// </summary>
    public static ExpressionSyntax? ValueAssignedTo(SyntaxNode? name)
    {
        var target = name?.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return name is IdentifierNameSyntax && target?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
            ? assignment.Right
            : null;
    }

    public bool Contains(SyntaxTree tree) => _compilation.ContainsSyntaxTree(tree);

    private StrongBox<IOperation?> Bind(SyntaxNode declaration) => new(Operation(declaration));

    /// <summary>The parameter that is declared there.</summary>
    public IParameterSymbol? Declared(ParameterSyntax parameter) => Model(parameter.SyntaxTree).GetDeclaredSymbol(parameter);

    public IOperation? Operation(SyntaxNode node) => Model(node.SyntaxTree).GetOperation(node);

    public SemanticModel Model(SyntaxTree tree) => ModelOf(tree, _compilation);

    // The driver hands out cached models of its own compilation, and asks are rare: only where a call is followed into another file.
    [SuppressMessage(
        "MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "A call is followed into another file; the driver or the caller keeps the model.")]
    public static SemanticModel ModelOf(SyntaxTree tree, Compilation compilation) => compilation.GetSemanticModel(tree);

    /// <summary>What a call's target is declared by, where that is seen as source.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol?.DeclaringSyntaxReferences.Select(declared => declared.GetSyntax(cancellationToken))
        ?? Enumerable.Empty<SyntaxNode>();

    /// <summary>The methods of a project that stand behind an interface's, or override an abstract one.</summary>
    public static IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member, cancellationToken).OfType<IMethodSymbol>()
            .Where(candidate => method.ContainingType.TypeKind == TypeKind.Interface
                ? candidate.Is(candidate.ContainingType.FindImplementationForInterfaceMember(method))
                : candidate.OverriddenMethod.Is(method));

    private IMethodSymbol? FindImplementation(IMethodSymbol method) =>
        ImplementationsOf(method, _compilation, CancellationToken.None).Take(2).ToList() is [var only] ? only : null;

    // Searching for an implementation costs, and an interface that fetches says so.
    private static bool NamesFetching(IMethodSymbol method) => IsHttpWord(method.ContainingType.Name) || IsHttpWord(method.Name);

    private static bool IsHttpWord(string name) => AnyCase.ContainsAny(name, HttpWords);
}
