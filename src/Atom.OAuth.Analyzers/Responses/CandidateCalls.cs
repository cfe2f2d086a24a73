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
/// The cheap question that rules out nearly every call: it reads JSON itself, or hands a body to a method of the compilation
/// that may. Names, parameter types and the method's text tell; nothing is bound.
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

    /// <summary>The candidates of a file. Only calls of the names that come into question are bound.</summary>
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

    /// <summary>True when the call may hand a body to a method of the compilation that reads it and is not reported itself.</summary>
    public bool MayHandOver(IInvocationOperation call) => HandedBodiesOf(call).Length > 0;

    /// <summary>The ordinals of the parameters in which a call may hand such a body over; most calls go to libraries, and have none.</summary>
    public int[] HandedBodiesOf(IInvocationOperation call) =>
        (call.Arguments.IsEmpty && call.Instance is null) || !Symbols.IsInCompilation(call.TargetMethod) || !MayHandBodyOver(call)
            ? None
            : HandedBodiesOf(call.TargetMethod.OriginalDefinition);

    /// <summary>The same for the method that is called: its definition, for a construction would make new parameters.</summary>
    public int[] HandedBodiesOf(IMethodSymbol method) => _handedBodies.GetOrAdd(method, FindHandedBodies);

    /// <summary>
    /// Its callers are known, for they stand in its own type or, for an override, in the base type: one report at the read serves them all.
    /// </summary>
    public static bool IsReportedAtRead(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction
        || method.IsOverride
        || (method.DeclaredAccessibility == Accessibility.Private && method.MethodKind == MethodKind.Ordinary && !ExtensionBlocks.IsMember(method));

    /// <summary><c>int.Parse</c>: a keyword is no type that reads JSON.</summary>
    private static bool IsOfPredefinedType(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax };

    /// <summary>The methods of a file that a call may hand a body to, by their names: whatever they are called in another file.</summary>
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

    /// <summary>A member of an extension block is called on the block's parameter; those of a primary constructor do no harm here.</summary>
    private static IEnumerable<ParameterSyntax> ParametersOf(MethodDeclarationSyntax method) =>
        method.Parent is TypeDeclarationSyntax { ParameterList: { } receiver }
            ? method.ParameterList.Parameters.Concat(receiver.Parameters)
            : method.ParameterList.Parameters;

    /// <summary>What a type's syntax tells: of those with a keyword, only text holds a body.</summary>
    private static bool MayBeBody(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => MayBeBody(nullable.ElementType),
        PredefinedTypeSyntax keyword => keyword.Keyword.IsKind(SyntaxKind.StringKeyword),
        ArrayTypeSyntax array => array.ElementType is not PredefinedTypeSyntax element || element.Keyword.IsKind(SyntaxKind.ByteKeyword),
        _ => true,
    };

    /// <summary>It takes something, and is not one of those that <see cref="IsReportedAtRead"/> leaves out.</summary>
    private static bool MayBeCalledFromOutside(MethodDeclarationSyntax method) =>
        ParametersOf(method).Any()
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && (method.Parent is InterfaceDeclarationSyntax
            || method.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword
                or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword));

    /// <summary>An argument has the type of its parameter by now, and most types hold no body.</summary>
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

    /// <summary>A literal or a fresh object came from nowhere.</summary>
    public static bool IsFresh(IOperation argument) => argument.Unwrap().Kind
        is OperationKind.Literal or OperationKind.InterpolatedString
            or OperationKind.ObjectCreation or OperationKind.NameOf or OperationKind.DelegateCreation;

    private int[] FindHandedBodies(IMethodSymbol method)
    {
        if (IsReportedAtRead(method))
        {
            return None;
        }

        // Few methods name a read at all, and few of the others leave it to another.
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
