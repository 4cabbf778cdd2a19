package loadtest.standin;

/** Ends a request with an answer other than the usual one. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    Refusal(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** With the products' common form of an error. */
    Refusal(int status, String error) {
        this(Answer.error(status, error));
    }

    Answer answer() {
        return answer;
    }
}
