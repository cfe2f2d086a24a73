using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.HtmlChecks;

/// <summary>Why a call of the runtime's HTML check has no effect.</summary>
internal enum MisuseKind
{
    /// <summary>The result is not used.</summary>
    Dropped,

    /// <summary>The result is logged, and the code continues as if there were no HTML page.</summary>
    OnlyLogged,

    /// <summary>The response was read as JSON before the check.</summary>
    AfterRead,

    /// <summary>A different response is read.</summary>
    OtherResponse,
}

/// <summary>A call of the runtime's HTML check that has no effect.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Check">The call.</param>
/// <param name="Subject">The variable that is checked; null if it is not a variable.</param>
/// <param name="Read">The read that precedes the check, or that reads a different response.</param>
/// <param name="Other">The response that is read instead.</param>
internal sealed record HtmlCheckMisuse(
    MisuseKind Kind, IInvocationOperation Check, ISymbol? Subject, IInvocationOperation? Read = null, ISymbol? Other = null)
{
    /// <summary>Members of a response that do not read it.</summary>
    private static readonly string[] LooksAtStatus = { "IsSuccessStatusCode", "StatusCode", "EnsureSuccessStatusCode", "Dispose" };

    /// <summary>The provider's display name, if it is passed to the check.</summary>
    public string? Provider =>
        Check.Arguments.FirstOrDefault(
            static argument => argument.Parameter?.Name == "provider")?.Value.ConstantValue is { HasValue: true, Value: string name }
            ? OAuthProviders.Find(name)?.Name ?? name
            : null;

    /// <summary>Finds what is wrong with the call; null if nothing is, or if that is not certain.</summary>
    public static HtmlCheckMisuse? Find(IInvocationOperation call, OAuthSymbols symbols)
    {
        if (!OwnCheck.Is(call, symbols))
        {
            return null;
        }

        var subject = SubjectOf(call);
        return HtmlCheckAnswer.UseOf(call) switch
        {
            AnswerUse.None => new HtmlCheckMisuse(MisuseKind.Dropped, call, subject),
            AnswerUse.Log => new HtmlCheckMisuse(MisuseKind.OnlyLogged, call, subject),
            _ => subject is null ? null : FindEarlierRead(call, subject, symbols) ?? FindOtherRead(call, subject, symbols),
        };
    }

    /// <summary>Returns true if a misused check already explains the unguarded read: one fault, one report.</summary>
    public static bool Explains(IInvocationOperation read, ResponseOrigin origin, OAuthSymbols symbols)
    {
        foreach (var shape in BodyFacts.Of(read).GuardShapes)
        {
            if (shape is IInvocationOperation check
                && Find(check, symbols) is { } misuse
                && (misuse.Read is { } told
                    ? told.Syntax == read.Syntax
                    : misuse.Subject is { } subject && origin.Carriers.Contains(subject) && IsBefore(check, read) && IsInSameFunction(check, read)))
            {
                return true;
            }
        }

        return false;
    }

    private static HtmlCheckMisuse? FindEarlierRead(IInvocationOperation check, ISymbol subject, OAuthSymbols symbols)
    {
        var facts = BodyFacts.Of(check);
        if (facts.ValuesOf(subject).Count > 1)
        {
            return null;
        }

        var reads = ReadsOf(subject, check, symbols);
        return reads.Count > 0
            && reads.All(read => IsBefore(read, check))
            && reads.FirstOrDefault(read => AlwaysPrecedes(read, check)) is { } early
            && !ChecksOf(facts, symbols).Any(other => other != check && subject.Is(SubjectOf(other)))
            ? new HtmlCheckMisuse(MisuseKind.AfterRead, check, subject, early)
            : null;
    }

    /// <summary>The checked response is not used again, and the only other one, which existed already, is read unchecked.</summary>
    private static HtmlCheckMisuse? FindOtherRead(IInvocationOperation check, ISymbol subject, OAuthSymbols symbols)
    {
        var facts = BodyFacts.Of(check);
        if (!symbols.IsResponse(TypeOf(subject)) || facts.ValuesOf(subject).Count != 1 || IsUsedOtherwise(check, subject))
        {
            return null;
        }

        var others = facts.TextVariables
            .Select(static v => v.Variable)
            .Where(v => !v.Is(subject) && symbols.IsResponse(TypeOf(v)) && facts.ValuesOf(v).Count == 1)
            .Distinct(SymbolEqualityComparer.Default)
            .OfType<ISymbol>()
            .ToList();
        if (others is not [var other]
            || facts.ValuesOf(other)[0].Value.Syntax.SpanStart > check.Syntax.SpanStart
            || ChecksOf(facts, symbols).Any(c => other.Is(SubjectOf(c))))
        {
            return null;
        }

        return ReadsOf(other, check, symbols).FirstOrDefault(read => IsBefore(check, read)) is { } missed
            ? new HtmlCheckMisuse(MisuseKind.OtherResponse, check, subject, missed, other)
            : null;
    }

    /// <summary>Gets the JSON reads of a response, or of a text that was read from it, in the function of the check.</summary>
    private static List<IInvocationOperation> ReadsOf(ISymbol response, IInvocationOperation check, OAuthSymbols symbols)
    {
        var carriers = CarrierSet.Expand(check, new HashSet<ISymbol>(SymbolEqualityComparer.Default) { response });
        return BodyFacts.Of(check).Invocations
            .Where(call => JsonReads.Operand(call, symbols) is { } body && body != call && IsInSameFunction(call, check)
                && body.DescendantsAndSelf().Any(o => o.Variable() is { } variable && carriers.Contains(variable)))
            .ToList();
    }

    private static IEnumerable<IInvocationOperation> ChecksOf(BodyFacts facts, OAuthSymbols symbols) =>
        facts.GuardShapes.OfType<IInvocationOperation>().Where(call => OwnCheck.Is(call, symbols));

    private static ISymbol? SubjectOf(IInvocationOperation check)
    {
        var value = (check.Receiver() ?? check.ArgumentOf(0))?.Unwrap();
        return value is IPropertyReferenceOperation { Property.Name: "Content", Instance: { } response }
            ? response.Unwrap().Variable()
            : value.Variable();
    }

    /// <summary>Any use other than reading the status, and the check itself.</summary>
    private static bool IsUsedOtherwise(IInvocationOperation check, ISymbol response) =>
        check.Root().DescendantsAndSelf().Any(operation => operation.Variable().Is(response)
            && !check.Syntax.Span.Contains(operation.Syntax.Span)
            && !IsLookAtStatus(operation.Parent));

    private static bool IsLookAtStatus(IOperation? operation) => operation switch
    {
        IPropertyReferenceOperation property => LooksAtStatus.Contains(property.Property.Name),
        IInvocationOperation call => LooksAtStatus.Contains(call.TargetMethod.Name),
        _ => false,
    };

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private static bool IsBefore(IOperation first, IOperation second) => first.Syntax.Span.End <= second.Syntax.SpanStart;

    private static bool AlwaysPrecedes(IOperation first, IOperation second) =>
        first.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { Parent: { } list } && list.Span.Contains(second.Syntax.Span);

    private static bool IsInSameFunction(IOperation left, IOperation right) =>
        left.EnclosingFunctions().SequenceEqual(right.EnclosingFunctions());
}
