package io.bankfeed.core.world;

import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** How well a decision tree separates fraud, if it learns from the past and is measured on the future. */
final class TreeModel {

    private static final Label FRAUD = new Label("fraud");
    private static final Label HONEST = new Label("honest");
    private static final LabelFactory LABELS = new LabelFactory();
    private static final float MIN_CHILD = 50;

    /** Only each fourth honest transaction is learned from, which is enough for a few splits. */
    private static final int HONEST_STEP = 4;

    private TreeModel() {}

    /** The AUC of a tree on the last part in time. */
    static double auc(Columns columns, int depth) {
        String[] names = new String[columns.row(0).length];
        for (int i = 0; i < names.length; i++) {
            names[i] = "f" + i;
        }
        MutableDataset<Label> fitted = new MutableDataset<>(new SimpleDataSourceProvenance("columns", LABELS), LABELS);
        for (int row = 0; row < columns.fitted(); row++) {
            if (columns.isFraud(row) || row % HONEST_STEP == 0) {
                fitted.add(example(columns, row, names));
            }
        }
        Model<Label> tree = new CARTClassificationTrainer(depth, MIN_CHILD, 0, 1, new GiniIndex(), 1).train(fitted);
        double[] scores = new double[columns.size()];
        for (int row = columns.fitted(); row < scores.length; row++) {
            scores[row] = tree.predict(example(columns, row, names))
                    .getOutputScores()
                    .get("fraud")
                    .getScore();
        }
        return columns.auc(scores, columns.fitted());
    }

    private static Example<Label> example(Columns columns, int row, String[] names) {
        return new ArrayExample<>(columns.isFraud(row) ? FRAUD : HONEST, names, columns.row(row));
    }
}
