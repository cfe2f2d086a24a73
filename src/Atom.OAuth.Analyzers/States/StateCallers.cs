using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Analyzes states that are created in one method and added to the request in another.</summary>
internal sealed class StateCallers
{
    private const int MaxCallers = 3;

    private readonly Compilation _compilation;
    private readonly SourceMethods _methods;
    private readonly StateTracer _tracer;

    public StateCallers(Compilation compilation, SourceMethods methods, StateTracer tracer)
    {
        _compilation = compilation;
        _methods = methods;
        _tracer = tracer;
    }

    /// <summary>
    /// Gets the places where callers create the argument for the parameter. Null if the use of the parameter is not to be reported, because
    /// all callers pass a protected state, or the calls are reported instead.
    /// </summary>
    public List<Location>? Of(IParameterSymbol parameter)
    {
        // Calls of a lambda stored in a variable are not followed.
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }
            && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()
                is { Parent: EqualsValueClauseSyntax })
        {
            return null;
        }

        var made = new List<Location>();
        var (hasCallers, isOpen) = (false, false);
        Collect(parameter, MaxCallers, made, ref hasCallers, ref isOpen);
        return made.Count > 0 || (hasCallers ? isOpen : !IsMadeInOtherProjects(parameter)) ? made : null;
    }

    /// <summary>
    /// Returns true for the state that a public method of a library asks for: the projects that call it make the state, and it is reported there.
    /// An endpoint has attributes, or is a method of a controller or a page.
    /// </summary>
    private bool IsMadeInOtherProjects(IParameterSymbol parameter) =>
        _compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && parameter is { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol { DeclaredAccessibility: Accessibility.Public } method }
        && StateNames.IsStateName(parameter.Name)
        && RequestNames.IsRequestName(method.Name)
        && method.GetAttributes().IsEmpty
        && !(SourceMethods.Declaration(method) is MethodDeclarationSyntax declaration && Endpoints.IsHandler(declaration));

    /// <summary>Gets the state passed to a method that builds an authorization request.</summary>
    public ExpressionSyntax? StateArgument(InvocationExpressionSyntax call)
    {
        if (_tracer.Symbol(call) is IMethodSymbol method)
        {
            var parameter = method.Parameters.FirstOrDefault(static p => StateNames.IsStateName(p.Name) && p.RefKind != RefKind.Out
                && p.Type.SpecialType is SpecialType.System_String or SpecialType.System_Object or SpecialType.None
                && p.Type.TypeKind != TypeKind.Enum);
            return parameter is { Type.SpecialType: SpecialType.System_String } ? call.ArgumentFor(parameter) : null;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
            {
                continue;
            }

            if (argument.NameColon is { Name.Identifier.ValueText: var name }
                ? StateNames.IsStateName(name)
                : StateNames.IsStateName(FunctionRequests.LastName(argument.Expression)))
            {
                return argument.Expression;
            }
        }

        return null;
    }

    /// <summary>Gets the places where a called method of the compilation adds the argument to a request.</summary>
    public IEnumerable<Location> EntriesOf(InvocationExpressionSyntax call, ExpressionSyntax argument, Func<SyntaxNode, FunctionRequests> requestsOf)
    {
        if (_tracer.Symbol(call) is not IMethodSymbol method
            || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly))
        {
            yield break;
        }

        var declaration = SourceMethods.Declaration(method) ?? _methods.Get(method)?.Syntax;
        if (declaration is null || !_methods.Contains(declaration.SyntaxTree))
        {
            yield break;
        }

        var given = requestsOf(declaration).All
            .Where(static parts => !parts.IsOther)
            .Select(static parts => parts.Parameters.TryGetValue(StateNames.State, out var state) ? state.Value : null)
            .Concat(StateObjects.In(declaration, _tracer)).Concat(FormattedStates.In(declaration, _tracer));
        foreach (var value in given)
        {
            if (value is not null && _tracer.Trace(value).Parameter is not null)
            {
                yield return value.GetLocation();
            }
        }
    }

    /// <summary>Determines whether a function that receives an authorization code calls the function.</summary>
    public bool AnyCallback(SyntaxNode declaration) =>
        Functions.NameOf(declaration) is { Length: > 0 } name
        && Uses(name).Any(use => !declaration.Contains(use.Parent)
            && Callers.CallOf(use.Parent) is { } call
            && StateReading.TakesCode(Functions.Around(call)));

    /// <summary>Determines whether code that uses a constant or a property mentions a state.</summary>
    public bool UsersMentionState(SyntaxNode declaration, string name) =>
        Uses(name).Any(use => !declaration.Contains(use.Parent) && Mentions(Functions.Around(use.Parent!)) && MayBe(use, declaration));

    /// <summary>Determines whether callers of a method add a state to its result.</summary>
    public bool CallersPutStateOn(SyntaxNode declaration, string name) =>
        Uses(name).Any(use => !declaration.Contains(use.Parent) && Callers.CallOf(use.Parent) is not null
            && Functions.TokensWith(Functions.Around(use.Parent!), StateNames.State).Any(static token => IsStateText(token) && !IsRead(token))
            && MayBe(use, declaration));

    /// <summary>Determines whether the name may refer to the declared member; many types may have one with that name.</summary>
    private bool MayBe(SyntaxToken use, SyntaxNode declaration)
    {
        if (use.Parent is not SimpleNameSyntax name || !_methods.Contains(declaration.SyntaxTree) || DeclaredIn(declaration) is not { } member)
        {
            return true;
        }

        var receiver = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? _tracer.TypeOf(access.Expression) : null;
        return _tracer.Symbol(name) is not { ContainingType: { } owner } used
            || used.OriginalDefinition.Is(member)
            || (CanBe(member.ContainingType, owner) && (receiver is null || CanBe(member.ContainingType, receiver)));
    }

    private ISymbol? DeclaredIn(SyntaxNode declaration) =>
        _methods.Model(declaration.SyntaxTree).GetDeclaredSymbol(declaration is BaseFieldDeclarationSyntax { Declaration.Variables: [var variable, ..] }
            ? variable
            : declaration);

    /// <summary>Determines whether a value of the first type can be seen as the second: an interface, or a base type.</summary>
    private static bool CanBe(INamedTypeSymbol type, ITypeSymbol seen)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(seen))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(seen, SymbolEqualityComparer.Default);
    }

    /// <summary>Returns true for the key of a value being read: <c>query["state"]</c>, <c>query.Get("state")</c>.</summary>
    private static bool IsRead(SyntaxToken key) => key.Parent?.Parent?.Parent?.Parent switch
    {
        ElementAccessExpressionSyntax access => access.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != access,
        InvocationExpressionSyntax { ArgumentList.Arguments: [_] } => true,
        InvocationExpressionSyntax call => call.CalledName().StartsWith("Try", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Gets the places where code sets a property of an object that builds requests to a value that it creates.</summary>
    public List<Location> SettersOf(ISymbol property)
    {
        var made = new List<Location>();
        foreach (var use in Uses(property.Name))
        {
            if (use.Parent is IdentifierNameSyntax name
                && SetValue(name) is { } value
                && _tracer.Symbol(name) is { } set
                && (set.OriginalDefinition.Is(property.OriginalDefinition) || CanBe(property.ContainingType, set.ContainingType))
                && _tracer.Trace(value) is { IsMade: true, IsProtected: false } origin)
            {
                made.Add(value.GetLocation());
                made.AddRange(origin.Places);
            }
        }

        return made;
    }

    /// <summary>Gets the value assigned to a member of another object.</summary>
    private static ExpressionSyntax? SetValue(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access when access.Name == name && assignment.Left == access =>
            assignment.Right,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => assignment.Right,
        _ => null,
    };

    /// <summary>
    /// Returns true if the state is reported where it is created: the names show that the call builds a request from a state, in an analyzed file.
    /// </summary>
    private bool IsReportedAtCall(InvocationExpressionSyntax call, IMethodSymbol method, IParameterSymbol parameter)
    {
        // An interface may have another name for it, and the call binds to the interface.
        var seen = _tracer.Symbol(call) is IMethodSymbol called && parameter.Ordinal < called.Parameters.Length
            ? called.Parameters[parameter.Ordinal]
            : parameter;
        return RequestNames.IsRequestName(method.Name) && StateNames.IsStateName(seen.Name) && StateAnalysis.MayPassAny(call.SyntaxTree.GetRoot());
    }

    private void Collect(IParameterSymbol parameter, int depth, List<Location> made, ref bool hasCallers, ref bool isOpen)
    {
        if (depth == 0
            || parameter.ContainingSymbol is not IMethodSymbol method
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation))
        {
            isOpen = true;
            return;
        }

        var found = false;
        foreach (var use in Uses(method.Name))
        {
            if (Callers.CallOf(use.Parent) is not { } call || call.ArgumentFor(parameter) is not { } argument || !MayCall(call, method))
            {
                continue;
            }

            found = true;
            hasCallers = true;
            var origin = _tracer.Trace(argument);
            if (origin.IsMade)
            {
                if (!IsReportedAtCall(call, method, parameter))
                {
                    made.Add((StateTracer.SetterOf(argument) ?? argument).GetLocation());
                    made.AddRange(origin.Places);
                }
            }
            else if (origin.IsEmpty)
            {
                made.Add(argument.GetLocation());
            }
            else if (origin.Parameter is { } outer)
            {
                Collect(outer, depth - 1, made, ref hasCallers, ref isOpen);
            }
        }

        isOpen |= !found;
    }

    private bool MayCall(InvocationExpressionSyntax call, IMethodSymbol method) =>
        _tracer.Symbol(call) is not IMethodSymbol called
        || called.OriginalDefinition.Is(method.OriginalDefinition)
        || called.ContainingType.TypeKind == TypeKind.Interface && method.ContainingType.AllInterfaces.Contains(called.ContainingType)
        || method.OverriddenMethod.Is(called);

    private IEnumerable<SyntaxToken> Uses(string name) => UsesOf(_compilation, name);

    /// <summary>Gets all tokens with a name in the compilation.</summary>
    public static IEnumerable<SyntaxToken> UsesOf(Compilation compilation, string name) =>
        compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().TokensNamed(name));

    private static bool Mentions(SyntaxNode function) =>
        Functions.TokensWith(function, "tate").Any(static token => IsStateText(token)
            || (token.IsKind(SyntaxKind.IdentifierToken) && StateNames.IsPlainStateName(token.ValueText)));

    private static bool IsStateText(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        && (token.ValueText == StateNames.State || token.ValueText.IndexOf("state=", StringComparison.Ordinal) >= 0);
}
