using System.Collections.Concurrent;
using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>What a bool-returning method says about the arguments at <paramref name="Ordinals"/>; default means any of them.</summary>
internal readonly record struct GuardTest(ImmutableArray<int> Ordinals, GuardTruth Truth);

/// <summary>
/// The user's own methods that check a body: named by option, marked by attribute, or recognised by what they do.
/// </summary>
internal sealed class GuardMethods
{
    private const int MaxDepth = 4;

    /// <summary>The methods that this thread is currently analyzing; empty between top-level calls.</summary>
    [ThreadStatic]
    private static HashSet<IMethodSymbol>? _asked;

    private readonly OAuthSymbols _symbols;
    private readonly OAuthOptions _options;
    private readonly SourceMethods _methods;
    private readonly OwnAttributes _attributes;
    private readonly ConcurrentDictionary<IMethodSymbol, Summary> _summaries = new(SymbolEqualityComparer.Default);

    public GuardMethods(OAuthSymbols symbols, OAuthOptions options, SourceMethods methods, OwnAttributes attributes)
    {
        _symbols = symbols;
        _options = options;
        _methods = methods;
        _attributes = attributes;
    }

    /// <summary>Gets the parameters that are not an HTML page if the method returns; null if it does not check, default for any of them.</summary>
    public ImmutableArray<int>? Throws(IMethodSymbol method) => Summarize(method).Throws;

    /// <summary>Gets what the method's bool result means; null if it is not a test.</summary>
    public GuardTest? Tests(IMethodSymbol method) => Summarize(method).Tests;

    /// <summary>Recognises a method that the user declared to be a guard, by option or attribute.</summary>
    public bool IsDeclared(IMethodSymbol method) =>
        _options.HtmlGuardMethods.Contains(method) || _attributes.Find(method.OriginalDefinition, _symbols.HtmlGuardAttribute) is not null;

    /// <summary>Recognises a method that checks a body in one of these ways.</summary>
    public bool IsGuard(IMethodSymbol method) =>
        IsDeclared(method) || (_symbols.IsInCompilation(method) && Summarize(method) is { Throws: not null } or { Tests: not null });

    private Summary Summarize(IMethodSymbol method)
    {
        method = method.OriginalDefinition;

        // Most calls go to libraries, whose code is not analyzed.
        if (!_symbols.IsInCompilation(method) && !IsDeclared(method))
        {
            return Summary.None;
        }

        if (_summaries.TryGetValue(method, out var known))
        {
            return known;
        }

        // A recursive method is no guard while it is being analyzed, and a result obtained that way is not cached.
        var asked = _asked ??= new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (asked.Count == MaxDepth || !asked.Add(method))
        {
            return Summary.None;
        }

        try
        {
            var summary = Compute(method);
            return asked.Count == 1 ? _summaries.GetOrAdd(method, summary) : summary;
        }
        finally
        {
            asked.Remove(method);
        }
    }

    private Summary Compute(IMethodSymbol method)
    {
        var answer = _symbols.Awaited(method.ReturnType)!;
        var isTest = answer.SpecialType == SpecialType.System_Boolean;
        if (IsDeclared(method))
        {
            return isTest ? new Summary(null, new GuardTest(default, TruthByName(method.Name)))
                : answer.IsTupleType || answer.Is(_symbols.HtmlCheckResult) ? Summary.None
                : new Summary(default(ImmutableArray<int>), null);
        }

        var receiver = ExtensionBlocks.ReceiverOf(method, _methods);
        if (!_symbols.IsInCompilation(method) || (method.Parameters.IsEmpty && receiver is null))
        {
            return Summary.None;
        }

        var parameters = receiver is null ? method.Parameters : method.Parameters.Insert(0, receiver);
        var methods = parameters.Where(p => _symbols.CanBeBody(p.Type)).ToImmutableArray();
        if (methods.IsEmpty
            || SourceMethods.Declaration(method) is not { } declaration
            || !GuardShape.IsIn(declaration)
            || _methods.Get(method) is not { } body)
        {
            return Summary.None;
        }

        return isTest ? new Summary(null, FindTest(body, methods))
            : LeavesBeforeAnyTest(body) ? Summary.None
            : new Summary(FindThrows(body, methods), null);
    }

    /// <summary>Returns true if a return precedes everything that could be a test: pages get out there, and no graph is needed to see it.</summary>
    private bool LeavesBeforeAnyTest(IOperation body)
    {
        // A jump could come from after a test, and a finally block runs after the return.
        if (body.Syntax.Mentions("goto", "finally")
            || body.Syntax
                .DescendantNodes(static code => code is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .FirstOrDefault() is not { } way)
        {
            return false;
        }

        var facts = BodyFacts.Of(body);
        bool MayComeBefore(IOperation test) => test.Syntax.SpanStart < way.Span.End;
        return !facts.GuardShapes.Any(MayComeBefore) && !facts.Invocations.Any(call => MayComeBefore(call) && IsGuard(call.TargetMethod));
    }

    private ImmutableArray<int>? FindThrows(IOperation body, ImmutableArray<IParameterSymbol> parameters)
    {
        var ordinals = parameters
            .Where(p => GuardFlow.IsSafeAtExit(body, CarrierSet.Of(body, p), _symbols, this))
            .Select(static p => ExtensionBlocks.OrdinalOf(p))
            .ToImmutableArray();
        return ordinals.IsEmpty ? null : ordinals;
    }

    private GuardTest? FindTest(IOperation body, ImmutableArray<IParameterSymbol> parameters)
    {
        foreach (var parameter in parameters)
        {
            var conditions = new GuardConditions(
                _symbols, this, CarrierSet.Of(body, parameter), BodyFacts.Of(body), static _ => ImmutableArray<IOperation>.Empty);
            if (TruthOfReturns(body, conditions) is var truth and not GuardTruth.None)
            {
                return new GuardTest(ImmutableArray.Create(ExtensionBlocks.OrdinalOf(parameter)), truth);
            }
        }

        return null;
    }

    private static GuardTruth TruthOfReturns(IOperation body, GuardConditions conditions)
    {
        foreach (var returned in body.ReturnedValues())
        {
            if (conditions.Evaluate(returned) is var truth and not GuardTruth.None)
            {
                return truth;
            }

            // if (text.StartsWith("<")) return true;
            if (returned.Unwrap().ConstantValue is { HasValue: true, Value: bool answer }
                && EnclosingIf(returned) is { } choice
                && conditions.Evaluate(choice.Condition) is var branch and not GuardTruth.None)
            {
                return answer ? branch : branch.Negate();
            }
        }

        return GuardTruth.None;
    }

    private static IConditionalOperation? EnclosingIf(IOperation returned)
    {
        for (var (child, parent) = (returned, returned.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation choice)
            {
                return choice.WhenTrue == child ? choice : null;
            }
        }

        return null;
    }

    /// <summary>IsHtmlPage returns true for a page, IsJson returns false for it; with any other name, both branches count as safe.</summary>
    private static GuardTruth TruthByName(string name) =>
        GuardShape.NamesPage(name) ? GuardTruth.SafeWhenFalse
        : GuardShape.NamesJson(name) ? GuardTruth.SafeWhenTrue
        : GuardTruth.SafeEitherWay;

    private sealed record Summary(ImmutableArray<int>? Throws, GuardTest? Tests)
    {
        public static readonly Summary None = new(null, null);
    }
}
