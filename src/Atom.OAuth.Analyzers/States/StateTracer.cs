using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Traces a state back to its origin: through variables, members set in the same code, encodings, and methods of the same compilation. Works
/// on syntax, because types may be unresolved.
/// </summary>
internal sealed class StateTracer
{
    private const int MaxDepth = 12;
    private const int MaxCalls = 2;

    /// <summary>Encoding.UTF8.GetBytes(text); the random generator's method takes the bytes as its argument and returns nothing.</summary>
    private const string TextToBytes = "GetBytes";

    private readonly SourceMethods _methods;
    private readonly OAuthOptions _options;

    public StateTracer(SourceMethods methods, OAuthOptions options)
    {
        _methods = methods;
        _options = options;
    }

    public StateOrigin Trace(ExpressionSyntax value)
    {
        var origin = new StateOrigin();
        new Visit(this, origin).Follow(value, MaxDepth, MaxCalls);
        return origin;
    }

    public ISymbol? Symbol(ExpressionSyntax expression)
    {
        if (!_methods.Contains(expression.SyntaxTree))
        {
            return null;
        }

        var info = _methods.Model(expression.SyntaxTree).GetSymbolInfo(expression);
        return info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
    }

    /// <summary>Gets the text of a constant, or of a member with an initializer.</summary>
    public string? ConstantOf(ExpressionSyntax name) => name is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
        ? null
        : Symbol(name) switch
        {
            IFieldSymbol { ConstantValue: string text } => text,
            ILocalSymbol { ConstantValue: string text } => text,
            ILocalSymbol => ValuesSetTo(Functions.Around(name), name).Select(Words).FirstOrDefault(),
            { Kind: SymbolKind.Field or SymbolKind.Property } member =>
                member.DeclaringSyntaxReferences
                    .Select(static r => Initializer(r.GetSyntax()))
                    .Where(static value => value is not null)
                    .Select(static value => Words(value!))
                    .FirstOrDefault(),
            _ => null,
        };

    /// <summary>Returns true for a literal, or the name of a constant, that is not empty.</summary>
    public bool IsConstantText(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string { Length: > 0 } } => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax => Symbol(expression) is IFieldSymbol { ConstantValue: string { Length: > 0 } }
            or ILocalSymbol { ConstantValue: string { Length: > 0 } },
        _ => false,
    };

    private static string Words(ExpressionSyntax text) => string.Concat(RequestText.Pieces(text).Select(static piece => piece.Words));

    private static ExpressionSyntax? Initializer(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
        _ => null,
    };

    /// <summary>Gets the type of an expression; null if it is unresolved.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) =>
        _methods.Contains(expression.SyntaxTree)
            && _methods.Model(expression.SyntaxTree).GetTypeInfo(expression).Type is { TypeKind: not TypeKind.Error } type
            ? type
            : null;

    /// <summary>Gets the parameter of an argument; null if the called method is unknown.</summary>
    public IParameterSymbol? ParameterOf(ArgumentSyntax argument) =>
        argument.Parent is ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list
            && Symbol(call) is IMethodSymbol method
            && list.Arguments.IndexOf(argument) is var at
            && at < method.Parameters.Length
            ? method.Parameters[at]
            : null;

    /// <summary>Gets the values that a function sets a variable or member to, given its name in source.</summary>
    public static IEnumerable<ExpressionSyntax> ValuesSetTo(SyntaxNode function, ExpressionSyntax target)
    {
        var name = FunctionRequests.LastName(target);
        var text = target.ToString();
        foreach (var token in function.TokensWith(name))
        {
            if (token.ValueText != name)
            {
                continue;
            }

            switch (token.Parent)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } variable when target is IdentifierNameSyntax && !IsInOtherBlock(variable, target):
                    yield return value;
                    break;
                case SingleVariableDesignationSyntax designation when target is IdentifierNameSyntax && TakenApart(designation) is { } whole:
                    yield return whole;
                    break;
                case SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } }
                    when target is IdentifierNameSyntax:
                    yield return call;
                    break;
                case SimpleNameSyntax simple:
                    var set = simple.Parent is MemberAccessExpressionSyntax access && access.Name == simple ? access : (ExpressionSyntax)simple;
                    if (set.Parent is AssignmentExpressionSyntax assignment
                        && assignment.Left == set
                        && assignment.Parent is not InitializerExpressionSyntax
                        && IsSame(set.ToString(), text))
                    {
                        yield return assignment.Right;
                    }

                    break;
            }
        }
    }

    /// <summary>Recognizes another variable of the same name: its block does not contain the use.</summary>
    private static bool IsInOtherBlock(VariableDeclaratorSyntax variable, ExpressionSyntax use) =>
        variable.Parent?.Parent is LocalDeclarationStatementSyntax { Parent: BlockSyntax block }
        && block.SyntaxTree == use.SyntaxTree
        && !block.FullSpan.Contains(use.Span);

    /// <summary>Gets the only value of a local variable, set before its use; null if it is no local variable or has other values.</summary>
    public static ExpressionSyntax? MakerOf(ExpressionSyntax use) =>
        use is IdentifierNameSyntax
        && ValuesSetTo(Functions.Around(use), use).Take(2).ToList() is [var made]
        && made.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } }
        && made.SpanStart < use.SpanStart
            ? made
            : null;

    /// <summary>The same, and for a member that a statement of the function sets: <c>this.state = Guid.NewGuid().ToString();</c>.</summary>
    public static ExpressionSyntax? SetterOf(ExpressionSyntax use) =>
        MakerOf(use)
        ?? (use is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && StateNames.IsStateName(FunctionRequests.LastName(use))
            && ValuesSetTo(Functions.Around(use), use).Take(2).ToList() is [var made]
            && made.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax }
            && made.SpanStart < use.SpanStart
                ? made
                : null);

    private static bool IsSame(string written, string text) => written == text || "this." + written == text || written == "this." + text;

    /// <summary>Gets the value in <c>(var a, var b) = value</c> or <c>var (a, b) = value</c>.</summary>
    private static ExpressionSyntax? TakenApart(SyntaxNode designation)
    {
        for (var current = designation.Parent; current is ParenthesizedVariableDesignationSyntax
            or DeclarationExpressionSyntax or ArgumentSyntax or TupleExpressionSyntax; current = current.Parent)
        {
            if (current.Parent is AssignmentExpressionSyntax assignment && assignment.Left == current)
            {
                return assignment.Right;
            }
        }

        return null;
    }

    private sealed class Visit
    {
        private readonly StateTracer _tracer;
        private readonly StateOrigin _origin;
        private readonly HashSet<SyntaxNode> _seen = new();

        /// <summary>Follows only a part of the state, such as a prefix.</summary>
        private readonly bool _isPart;

        public Visit(StateTracer tracer, StateOrigin origin, bool isPart = false)
        {
            _tracer = tracer;
            _origin = origin;
            _isPart = isPart;
        }

        public void Follow(ExpressionSyntax value, int depth, int calls)
        {
            if (depth == 0 || !_seen.Add(value))
            {
                return;
            }

            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    Follow(parenthesized.Expression, depth, calls);
                    break;
                case CastExpressionSyntax cast:
                    Follow(cast.Expression, depth, calls);
                    break;
                case AwaitExpressionSyntax awaited:
                    Follow(awaited.Expression, depth, calls);
                    break;
                case PostfixUnaryExpressionSyntax postfix:
                    Follow(postfix.Operand, depth, calls);
                    break;
                case ConditionalAccessExpressionSyntax access:
                    Follow(access.Expression, depth, calls);
                    break;
                case ConditionalExpressionSyntax choice:
                    Follow(choice.WhenTrue, depth, calls);
                    Follow(choice.WhenFalse, depth, calls);
                    break;
                case SwitchExpressionSyntax choice:
                    foreach (var arm in choice.Arms)
                    {
                        Follow(arm.Expression, depth, calls);
                    }

                    break;
                case BinaryExpressionSyntax coalesce when coalesce.IsKind(SyntaxKind.CoalesceExpression):
                    Follow(coalesce.Left, depth, calls);
                    Follow(coalesce.Right, depth, calls);
                    break;
                case ThrowExpressionSyntax or DefaultExpressionSyntax:
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }:
                    break;
                case LiteralExpressionSyntax literal:
                    if (literal.Token.ValueText.Length > 0)
                    {
                        Made("a constant", literal);
                    }

                    break;
                case InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax only] }:
                    Follow(only.Expression, depth, calls);
                    break;
                case InterpolatedStringExpressionSyntax or BinaryExpressionSyntax:
                    Made("text put together", value);
                    FollowPieces(value, depth, calls);
                    break;
                case InvocationExpressionSyntax call:
                    FollowCall(call, depth, calls);
                    break;
                case BaseObjectCreationExpressionSyntax creation:
                    FollowRest(creation, depth, calls);
                    break;
                case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                    FollowName(value, depth, calls);
                    break;
                case ElementAccessExpressionSyntax access:
                    FollowElement(access);
                    break;
                default:
                    Made("a value of its own", value);
                    break;
            }
        }

        private void FollowPieces(ExpressionSyntax text, int depth, int calls)
        {
            foreach (var piece in RequestText.Pieces(text))
            {
                if (piece.Words is null)
                {
                    FollowInside(piece.Node, depth, calls);
                }
            }
        }

        /// <summary>Records whether a component of the state is random and where it is created, but not whether it is protected.</summary>
        private void FollowInside(ExpressionSyntax part, int depth, int calls)
        {
            var inner = new StateOrigin();
            new Visit(_tracer, inner, isPart: true).Follow(part, depth - 1, calls);
            _origin.IsRandom |= inner.IsRandom;
            _origin.Places.AddRange(inner.IsRandom || inner.IsMade ? inner.Places : Enumerable.Empty<Location>());
        }

        private void FollowCall(InvocationExpressionSyntax call, int depth, int calls)
        {
            var name = FunctionRequests.LastName(call.Expression);
            if (call.Expression is MemberAccessExpressionSyntax { Expression: var task } && TaskMembers.IsCall(name))
            {
                Follow(task, depth, calls);
                return;
            }

            var symbol = _tracer.Symbol(call) as IMethodSymbol;
            if (ProtectedStates.IsNamed(call) || ProtectedStates.Is(symbol, _tracer._options))
            {
                _origin.IsProtected = true;
                return;
            }

            var (receiver, arguments) = ((call.Expression as MemberAccessExpressionSyntax)?.Expression, call.ArgumentList.Arguments);
            if (RequestNames.IsWrapper(name) && arguments.Count > 0)
            {
                Follow(arguments[0].Expression, depth - 1, calls);
            }
            else if (receiver is not null
                && (RequestNames.IsReshaping(name) || RequestNames.IsWrapper(name))
                && symbol is not { IsStatic: true, IsExtensionMethod: false })
            {
                Follow(receiver, depth - 1, calls);
            }
            else if (symbol is not null && calls > 0 && _tracer._methods.DeclarationRun(symbol) is { } declaration)
            {
                FollowInto(declaration, call, depth, calls);
            }
            else if (symbol is not null && StatesElsewhere.AreMadeBy(symbol, _tracer._methods))
            {
                _origin.IsProtected = true;
            }
            else if (RequestNames.IsRandom(call.Expression.ToString()))
            {
                Random(call);
            }
            else if (name == TextToBytes && arguments.Count == 1)
            {
                // The same value as bytes: the call that converts them back to text creates the state.
                _origin.IsMade = true;
                FollowInside(arguments[0].Expression, depth, calls);
            }
            else
            {
                Made($"by '{name}'", call);
                foreach (var argument in arguments)
                {
                    FollowInside(argument.Expression, depth, calls);
                }

                if (receiver is not null and not IdentifierNameSyntax)
                {
                    FollowInside(receiver, depth, calls);
                }
            }
        }

        /// <summary>Follows the result of a method of the compilation; without a protector in it, a name that suggests randomness counts.</summary>
        private void FollowInto(SyntaxNode declaration, InvocationExpressionSyntax call, int depth, int calls)
        {
            var inner = new StateOrigin();
            var visit = new Visit(_tracer, inner, _isPart);
            foreach (var returned in Functions.Returned(declaration))
            {
                visit.Follow(returned, depth - 1, calls - 1);
            }

            _origin.IsProtected |= inner.IsProtected;
            if (inner.IsProtected && !inner.IsMade)
            {
                return;
            }

            if (RequestNames.IsRandom(call.Expression.ToString()))
            {
                Random(call);
                return;
            }

            Made($"by '{FunctionRequests.LastName(call.Expression)}'", call);
            _origin.IsRandom |= inner.IsRandom;
            _origin.Places.AddRange(inner.Places);
            foreach (var argument in call.ArgumentList.Arguments)
            {
                FollowInside(argument.Expression, depth, calls);
            }
        }

        /// <summary>A new object may contain random values, which count for the whole.</summary>
        private void FollowRest(BaseObjectCreationExpressionSyntax creation, int depth, int calls)
        {
            if (creation is ObjectCreationExpressionSyntax { Type: var type } && RequestNames.IsRandom(type.ToString()))
            {
                Random(creation);
                return;
            }

            Made("a value of its own", creation);
            foreach (var argument in creation.ArgumentList?.Arguments ?? default)
            {
                FollowInside(argument.Expression, depth, calls);
            }
        }

        private void FollowName(ExpressionSyntax name, int depth, int calls)
        {
            var symbol = _tracer.Symbol(name);
            if (IsToldByItself(symbol, name))
            {
                return;
            }

            var found = FollowSet(Functions.Around(name), name, depth, calls);
            switch (symbol)
            {
                case IParameterSymbol parameter:
                    _origin.Parameter = parameter;
                    return;
                case IPropertySymbol { Name: "Result" } when name is MemberAccessExpressionSyntax task:
                    Follow(task.Expression, depth - 1, calls);
                    return;
                case IFieldSymbol or IPropertySymbol
                    when !found && (name is IdentifierNameSyntax || name is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }):
                    FollowOwn(symbol, name, depth, calls);
                    return;
                case IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } }
                    when !found && FollowMember(symbol, name, depth, calls):
                    return;
                case ILocalSymbol when !found && OuterFunction(name) is { } outer:
                    found = FollowSet(outer, name, depth, calls);
                    break;
            }

            if (!found && symbol is IPropertySymbol property && StatesElsewhere.AreKeptIn(property, name, _tracer._methods))
            {
                _origin.IsProtected = true;
            }
            else if (!found && !IsOfProtectedVariable(name, depth, calls))
            {
                Made("a value of its own", name);
            }
        }

        /// <summary>Handles constants, random values and protected states, whose assignments need not be searched.</summary>
        private bool IsToldByItself(ISymbol? symbol, ExpressionSyntax name)
        {
            if (ProtectedStates.Is(symbol, _tracer._options) || ProtectedStates.IsNamed(name))
            {
                _origin.IsProtected = true;
                return true;
            }

            switch (symbol)
            {
                case IFieldSymbol { HasConstantValue: true, ConstantValue: string { Length: > 0 } }:
                    Made("a constant", name);
                    if (!_isPart && ConstantIn(symbol) is { } constant)
                    {
                        _origin.Places.Add(constant.GetLocation());
                    }

                    return true;
                case IFieldSymbol { HasConstantValue: true, ConstantValue: string }:
                case IFieldSymbol { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String }:
                    return true;
            }

            if (RequestNames.IsRandom(name.ToString()) && symbol is not (ILocalSymbol or IParameterSymbol))
            {
                Random(name);
                return true;
            }

            if (symbol is ILocalSymbol && name is IdentifierNameSyntax bytes && RandomBytes.FillOf(bytes) is { } fill)
            {
                Random(fill);
                return true;
            }

            return false;
        }

        /// <summary>Gets the value of a constant of this compilation.</summary>
        private ExpressionSyntax? ConstantIn(ISymbol constant) =>
            constant.DeclaringSyntaxReferences.FirstOrDefault() is { } declared && _tracer._methods.Contains(declared.SyntaxTree)
                ? Initializer(declared.GetSyntax())
                : null;

        /// <summary>Follows a member of another object that only the object's own type sets; false if its origin is not found.</summary>
        private bool FollowMember(ISymbol member, ExpressionSyntax name, int depth, int calls)
        {
            var inner = new StateOrigin();
            if (depth > 0)
            {
                new Visit(_tracer, inner, _isPart).FollowOwn(member, name, depth - 1, calls);
            }

            if (inner.Parameter is not null || inner.IsEmpty || inner.Places.TrueForAll(place => place == name.GetLocation()))
            {
                return false;
            }

            _origin.Add(inner);
            return true;
        }

        /// <summary>Returns true for a tuple element or member of a variable created by a protector; records the origin of other variables.</summary>
        private bool IsOfProtectedVariable(ExpressionSyntax name, int depth, int calls)
        {
            if (name is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax variable } || _tracer.Symbol(variable) is not ILocalSymbol)
            {
                return false;
            }

            var inner = new StateOrigin();
            new Visit(_tracer, inner, _isPart).Follow(variable, depth - 1, calls);
            if (inner.IsProtected && !inner.IsMade)
            {
                _origin.IsProtected = true;
                return true;
            }

            _origin.IsRandom |= inner.IsRandom;
            _origin.Places.AddRange(inner.Places);
            return false;
        }

        private bool FollowSet(SyntaxNode function, ExpressionSyntax target, int depth, int calls)
        {
            var found = false;
            foreach (var value in ValuesSetTo(function, target))
            {
                if (value.Contains(target))
                {
                    continue;
                }

                found = true;
                Follow(value, depth - 1, calls);
            }

            return found;
        }

        /// <summary>Follows the values that a type assigns to its own member.</summary>
        private void FollowOwn(ISymbol member, ExpressionSyntax name, int depth, int calls)
        {
            var found = false;
            if (member is IPropertySymbol { GetMethod: { } getter }
                && SourceMethods.Declaration(getter) is { } declaration
                && _tracer._methods.Contains(declaration.SyntaxTree))
            {
                foreach (var returned in Functions.Returned(declaration))
                {
                    found = true;
                    Follow(returned, depth - 1, calls);
                }
            }

            foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
            {
                var type = reference.GetSyntax();
                if (_tracer._methods.Contains(type.SyntaxTree))
                {
                    var simple = name is MemberAccessExpressionSyntax access ? access.Name : name;
                    found |= FollowSet(type, simple, depth, calls);
                }
            }

            if (!found && member is IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private })
            {
                _origin.OwnProperty = member;
            }
            else if (!found)
            {
                Made("a value of its own", name);
            }
        }

        private void FollowElement(ElementAccessExpressionSyntax access)
        {
            if (StatesElsewhere.AreEntriesOf(_tracer.Symbol(access.Expression), access, _tracer._methods))
            {
                _origin.IsProtected = true;
                return;
            }

            Made("a stored value", access);
        }

        private static SyntaxNode? OuterFunction(SyntaxNode node) => Functions.Around(node).Parent is { } parent ? Functions.Around(parent) : null;

        private void Random(ExpressionSyntax source)
        {
            _origin.IsRandom = true;
            Made("a random value", source);
        }

        private void Made(string how, ExpressionSyntax where)
        {
            _origin.IsMade = true;
            _origin.Detail ??= how;
            _origin.Places.Add(where.GetLocation());
        }
    }
}
