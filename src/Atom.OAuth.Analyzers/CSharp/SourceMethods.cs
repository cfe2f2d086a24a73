using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The bodies of the compilation's own methods, for interprocedural analysis.</summary>
internal sealed class SourceMethods
{
    /// <summary>A method that returns data received over HTTP has one of these words in its text.</summary>
    private static readonly string[] HttpWords =
    {
        "Http", "Response", "Content", "Async", "Client", "Request", "Send", "Post", "Fetch", "Download", "Execute", "Stream", "Text",
        "Body",
    };

    /// <summary>The maximum length, in characters, of a method that just converts one text to another.</summary>
    private const int MaxTextHelperLength = 300;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, IMethodSymbol?>> Implementations = new();

    private readonly Compilation _compilation;

    // Bound once, because results are cached by operation.
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

    /// <summary>Gets the body of a method that may return data received over HTTP, otherwise null.</summary>
    public IOperation? GetFetching(IMethodSymbol method) =>
        (method.IsAbstract
            ? NamesFetching(method)
            : Declaration(method) is { } declaration && (MayFetch(declaration) || MayHandOnText(method, declaration)))
            ? Get(method)
            : null;

    /// <summary>Like <see cref="GetFetching"/>, but also for a factory that wraps the data in an object: <c>Answer.Success(body)</c>.</summary>
    public IOperation? GetCreating(IMethodSymbol method) =>
        GetFetching(method)
            ?? (method.IsStatic && Declaration(method) is { } declaration && declaration.Span.Length <= MaxTextHelperLength ? Get(method) : null);

    /// <summary>Recognizes a short method that converts one text to another, for example truncates it.</summary>
    private static bool MayHandOnText(IMethodSymbol method, SyntaxNode declaration) =>
        method.ReturnType.SpecialType == SpecialType.System_String
        && declaration.Span.Length <= MaxTextHelperLength
        && method.Parameters.Any(static parameter => parameter.Type.SpecialType == SpecialType.System_String);

    /// <summary>Searches the text, without binding: can the code return data received over HTTP?</summary>
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
    /// Gets the method's body, or null for a method of another assembly. For an interface method or an abstract method, the body of
    /// its only implementation.
    /// </summary>
    public IOperation? Get(IMethodSymbol method) =>
        DeclarationRun(method) is { } declaration ? _bodies.GetOrAdd(declaration, Bind).Value : null;

    /// <summary>Gets the declaration of that body.</summary>
    public SyntaxNode? DeclarationRun(IMethodSymbol method)
    {
        if (method.IsAbstract)
        {
            method = OnlyImplementationOf(method.OriginalDefinition, _compilation) ?? method;
        }

        return Declaration(method) is { } declaration && Contains(declaration.SyntaxTree) ? declaration : null;
    }

    /// <summary>Gets the values that a property or field is assigned in its own type.</summary>
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
    /// Gets the value assigned to a variable or a member of the type itself, given its name on the left; null for any other name.
    /// </summary>
    public static ExpressionSyntax? ValueAssignedTo(SyntaxNode? name)
    {
        var target = name?.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return name is IdentifierNameSyntax && target?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target
            ? assignment.Right
            : null;
    }

    public Compilation Compilation => _compilation;

    public bool Contains(SyntaxTree tree) => _compilation.ContainsSyntaxTree(tree);

    private StrongBox<IOperation?> Bind(SyntaxNode declaration) => new(Operation(declaration));

    /// <summary>Gets the symbol of a parameter declaration.</summary>
    public IParameterSymbol? Declared(ParameterSyntax parameter) => Model(parameter.SyntaxTree).GetDeclaredSymbol(parameter);

    public IOperation? Operation(SyntaxNode node) => Model(node.SyntaxTree).GetOperation(node);

    public SemanticModel Model(SyntaxTree tree) => ModelOf(tree, _compilation);

    // The driver caches the models of its own compilation, and this is called rarely: only if a call is followed into another file.
    [SuppressMessage(
        "MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "A call is followed into another file; the driver or the caller keeps the model.")]
    public static SemanticModel ModelOf(SyntaxTree tree, Compilation compilation) => compilation.GetSemanticModel(tree);

    /// <summary>Gets the declarations of a call's target that are available as source.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol?.DeclaringSyntaxReferences.Select(declared => declared.GetSyntax(cancellationToken))
        ?? Enumerable.Empty<SyntaxNode>();

    /// <summary>Gets the methods of a project that implement an interface method or override an abstract one.</summary>
    public static IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        compilation.GetSymbolsWithName(method.Name, SymbolFilter.Member, cancellationToken).OfType<IMethodSymbol>()
            .Where(candidate => method.ContainingType.TypeKind == TypeKind.Interface
                ? candidate.Is(candidate.ContainingType.FindImplementationForInterfaceMember(method))
                : candidate.OverriddenMethod.Is(method));

    /// <summary>Gets the only one of them; null if there are several.</summary>
    public static IMethodSymbol? OnlyImplementationOf(IMethodSymbol method, Compilation compilation) =>
        Implementations.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(
            method,
            declared => ImplementationsOf(declared, compilation, CancellationToken.None).Take(2).ToList() is [var only] ? only : null);

    // Searching for implementations is expensive, and an interface that fetches has a telling name.
    private static bool NamesFetching(IMethodSymbol method) => IsHttpWord(method.ContainingType.Name) || IsHttpWord(method.Name);

    private static bool IsHttpWord(string name) => AnyCase.ContainsAny(name, HttpWords);
}
