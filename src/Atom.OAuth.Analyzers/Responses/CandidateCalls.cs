using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// A cheap filter that rules out nearly every call. It keeps those that read JSON themselves, or pass a body to a method of the compilation
/// that may read it. It decides by names, parameter types and the method's text, without binding.
/// </summary>
internal sealed class CandidateCalls
{
    private static readonly ConditionalWeakTable<OAuthSymbols, CandidateCalls> Cache = new();

    private static readonly ConditionalWeakTable<SyntaxTree, string[]> HelperNames = new();

    private static readonly int[] None = Array.Empty<int>();

    private readonly ConcurrentDictionary<IMethodSymbol, int[]> _handedBodies = new(SymbolEqualityComparer.Default);

    private readonly CalledNames _names;

    private CandidateCalls(OAuthSymbols symbols)
    {
        Symbols = symbols;
        _names = new CalledNames(JsonReads.NamesOfCalls(symbols).Concat(symbols.SyntaxTrees.SelectMany(NamesOfHelpersIn)));
    }

    public OAuthSymbols Symbols { get; }

    public static CandidateCalls Of(OAuthSymbols symbols) => Cache.GetValue(symbols, static s => new CandidateCalls(s));

    /// <summary>Gets the candidates in a file. Only calls with a relevant name are bound.</summary>
    public IEnumerable<IInvocationOperation> In(SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in model.SyntaxTree.GetRoot(cancellationToken).TokensCalled(_names))
        {
            if (Callers.CallOf(name.Parent) is { } syntax && !IsOfPredefinedType(syntax)
                && model.GetOperation(syntax, cancellationToken) is IInvocationOperation call && Contains(call))
            {
                yield return call;
            }
        }
    }

    public bool Contains(IInvocationOperation call) => JsonReads.Operand(call, Symbols) is not null || MayHandOver(call);

    /// <summary>Returns true if the call may pass a body to a method of the compilation that reads it and is not reported itself.</summary>
    public bool MayHandOver(IInvocationOperation call) => HandedBodiesOf(call).Length > 0;

    /// <summary>Gets the ordinals of the parameters that may receive such a body; usually empty, because most calls go to libraries.</summary>
    public int[] HandedBodiesOf(IInvocationOperation call) =>
        (call.Arguments.IsEmpty && call.Instance is null) || !Symbols.IsInCompilation(call.TargetMethod) || !MayHandBodyOver(call)
            ? None
            : HandedBodiesOf(RunBy(call));

    /// <summary>
    /// Gets the definition of the method that a call runs: for a method of an interface, that of its only implementation. Searching for it is
    /// expensive, so the name has to be that of a method that reads a parameter.
    /// </summary>
    public IMethodSymbol RunBy(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        return method is { IsAbstract: true, ContainingType.TypeKind: TypeKind.Interface } && _names.Contains(method.Name)
            ? Symbols.OnlyImplementationOf(method) ?? method
            : method;
    }

    /// <summary>Gets the ordinals for the called method's definition; a constructed method would have new parameters.</summary>
    public int[] HandedBodiesOf(IMethodSymbol method) => _handedBodies.GetOrAdd(method, FindHandedBodies);

    /// <summary>
    /// All callers are known, because they are in the method's own type or, for an override, in the base type: one report at the read is enough.
    /// </summary>
    public static bool IsReportedAtRead(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction
        || method.IsOverride
        || (method.DeclaredAccessibility == Accessibility.Private && method.MethodKind == MethodKind.Ordinary && !ExtensionBlocks.IsMember(method));

    /// <summary><c>int.Parse</c>: a type that is a keyword does not read JSON.</summary>
    private static bool IsOfPredefinedType(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax };

    /// <summary>Gets the names of the methods in a file to which a call, from any file, may pass a body.</summary>
    private static string[] NamesOfHelpersIn(SyntaxTree tree) => HelperNames.GetValue(tree, static t => JsonReads.MayBeNamedIn(t.GetRoot())
        ? Members.MethodsIn(t.GetRoot())
            .Where(static method => MayBeCalledFromOutside(method) && JsonReads.AreNamedIn(method) && ReadsParameter(method))
            .Select(static method => method.Identifier.ValueText)
            .ToArray()
        : Array.Empty<string>());

    private static bool ReadsParameter(MethodDeclarationSyntax method)
    {
        var names = ReadParameters.NamesIn(method);
        return ParametersOf(method).Any(parameter => MayBeBody(parameter.Type) && names.Contains(parameter.Identifier.ValueText));
    }

    /// <summary>Includes the receiver parameter of an extension block; including those of a primary constructor too does no harm.</summary>
    private static IEnumerable<ParameterSyntax> ParametersOf(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax { ParameterList: { } receiver }
            ? method.ParameterList.Parameters.Concat(receiver.Parameters)
            : method.ParameterList.Parameters;

    /// <summary>Decides by syntax: string is the only keyword type that holds a body.</summary>
    private static bool MayBeBody(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => MayBeBody(nullable.ElementType),
        PredefinedTypeSyntax keyword => keyword.Keyword.IsKind(SyntaxKind.StringKeyword),
        ArrayTypeSyntax array => array.ElementType is not PredefinedTypeSyntax element || element.Keyword.IsKind(SyntaxKind.ByteKeyword),
        _ => true,
    };

    /// <summary>The method takes a parameter, and <see cref="IsReportedAtRead"/> does not exclude it.</summary>
    private static bool MayBeCalledFromOutside(MethodDeclarationSyntax method) =>
        (method.ParameterList.Parameters.Count > 0 || method.Parent is TypeDeclarationSyntax { ParameterList.Parameters.Count: > 0 })
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && (method.Parent is InterfaceDeclarationSyntax
            || method.Modifiers.Any(SyntaxKind.PublicKeyword)
            || method.Modifiers.Any(SyntaxKind.InternalKeyword)
            || method.Modifiers.Any(SyntaxKind.ProtectedKeyword));

    /// <summary>Arguments are converted to their parameters' types at this point, and most types cannot hold a body.</summary>
    private bool MayHandBodyOver(IInvocationOperation call)
    {
        if (call.Instance is { Type: { } extended } receiver
            && ExtensionBlocks.IsMember(call.TargetMethod)
            && Symbols.CanBeBody(extended)
            && !IsFresh(receiver))
        {
            return true;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Type is { } type && Symbols.CanBeBody(type) && !IsFresh(argument.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A literal or a new object does not hold a response.</summary>
    public static bool IsFresh(IOperation argument) => argument.Unwrap().Kind
        is OperationKind.Literal or OperationKind.InterpolatedString
            or OperationKind.ObjectCreation or OperationKind.NameOf or OperationKind.DelegateCreation;

    private int[] FindHandedBodies(IMethodSymbol method)
    {
        if (IsReportedAtRead(method))
        {
            return None;
        }

        // Few methods name a read at all, and few of the others delegate it.
        var receiver = ExtensionBlocks.NameOfReceiver(method);
        if ((method.Parameters.IsEmpty && receiver is null)
            || SourceMethods.Declaration(method) is not { } declaration
            || !JsonReads.AreNamedIn(declaration))
        {
            return None;
        }

        ICollection<string>? names = null;
        var read = new List<int>();
        if (receiver is not null && (names = ReadParameters.NamesIn(declaration)).Contains(receiver))
        {
            read.Add(ExtensionBlocks.Receiver);
        }

        foreach (var parameter in method.Parameters)
        {
            if (Symbols.CanBeBody(parameter.Type) && (names ??= ReadParameters.NamesIn(declaration)).Contains(parameter.Name))
            {
                read.Add(parameter.Ordinal);
            }
        }

        return read.ToArray();
    }
}
